-- Who opened which file, as each terminal wrote it; the trail has a line for each.
ALTER TABLE device ADD COLUMN last_look INTEGER NOT NULL DEFAULT 0;
CREATE TABLE look (
  device BLOB NOT NULL, number INTEGER NOT NULL, id BLOB NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (device, number)
) WITHOUT ROWID, STRICT;
CREATE INDEX look_id ON look (id);
