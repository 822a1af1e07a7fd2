-- Import results: what this office told the senders, and what recipients told this office. Files that `watch` took.

ALTER TABLE inbox ADD COLUMN report BLOB;           -- sealed: the signed import result, written before it is handed in
ALTER TABLE inbox ADD COLUMN reported_at INTEGER;   -- second in which the hub had it
ALTER TABLE sent ADD COLUMN findings BLOB;          -- sealed: what the recipient said when it rejected the import

-- Files in a watched folder that were put into the outbox or cannot be sent, until they are moved out of the way.
CREATE TABLE watched (
    key   TEXT PRIMARY KEY,      -- random
    item  TEXT,                  -- id in the outbox; NULL: they cannot be sent
    files BLOB NOT NULL          -- sealed: folder, names, digests, and why they cannot be sent
) STRICT;
CREATE INDEX watched_item ON watched (item);
