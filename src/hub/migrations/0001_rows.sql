-- One row table that knows no entity; the facility leads every key.
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;

CREATE TABLE facility (id BLOB PRIMARY KEY, counter INTEGER NOT NULL) WITHOUT ROWID, STRICT;

CREATE TABLE stream (
  facility BLOB NOT NULL, kind TEXT NOT NULL, id BLOB NOT NULL,
  head INTEGER NOT NULL, count INTEGER NOT NULL, sum INTEGER NOT NULL, floor INTEGER NOT NULL,
  PRIMARY KEY (facility, kind, id)
) WITHOUT ROWID, STRICT;

CREATE TABLE row (
  facility BLOB NOT NULL, stream_kind TEXT NOT NULL, stream_id BLOB NOT NULL, id BLOB NOT NULL,
  kind TEXT NOT NULL, revision INTEGER NOT NULL, sequence INTEGER NOT NULL, day TEXT, source_ref TEXT, body BLOB,
  PRIMARY KEY (facility, stream_kind, stream_id, id)
) WITHOUT ROWID, STRICT;
CREATE INDEX row_feed ON row (facility, stream_kind, stream_id, sequence);
CREATE INDEX row_id ON row (facility, id);
CREATE INDEX row_of_kind ON row (facility, kind);

CREATE TABLE device (id BLOB PRIMARY KEY, facility BLOB NOT NULL, last_number INTEGER NOT NULL, name TEXT) WITHOUT ROWID, STRICT;

CREATE TABLE action (
  device BLOB NOT NULL, number INTEGER NOT NULL, id BLOB NOT NULL, hash BLOB NOT NULL, outcome BLOB NOT NULL,
  PRIMARY KEY (device, number)
) WITHOUT ROWID, STRICT;
CREATE INDEX action_id ON action (id);

CREATE TABLE token (hash BLOB PRIMARY KEY, facility BLOB NOT NULL, staff BLOB NOT NULL, created_at TEXT NOT NULL) WITHOUT ROWID, STRICT;

-- What the last import said, by the source's own key: only what the source changed is changed here.
CREATE TABLE imported (facility BLOB NOT NULL, row_id BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (facility, row_id)) WITHOUT ROWID, STRICT;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, facility BLOB NOT NULL, actor BLOB, device BLOB, what TEXT NOT NULL, object TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
