-- Since when a tombstone is known to be one; set by whoever looks for what can be forgotten.
ALTER TABLE row ADD COLUMN gone_since TEXT;
CREATE INDEX row_gone ON row (facility, gone_since) WHERE body IS NULL;
