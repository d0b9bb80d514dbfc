-- The row that a row is about, for kinds of which all rows about one thing are read together: the seats of a session.
ALTER TABLE row ADD COLUMN about BLOB;
CREATE INDEX row_about ON row (facility, kind, about) WHERE about IS NOT NULL;
UPDATE row SET about = unhex(replace(json_extract(CAST(body AS TEXT), '$.session'), '-', ''))
  WHERE kind = 'session-seat' AND body IS NOT NULL;
