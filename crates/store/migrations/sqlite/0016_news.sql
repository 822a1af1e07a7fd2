-- Maintenance windows can be moved and ended early, and say what offices can do meanwhile. A name is found by the old and the
-- new forms of its characters.

ALTER TABLE maintenance ADD COLUMN
    goes_on     INTEGER NOT NULL DEFAULT 1;   -- 1 when sending and receiving go on meanwhile

ALTER TABLE maintenance ADD COLUMN
    ended_at    INTEGER;                      -- when it was ended early

ALTER TABLE maintenance ADD COLUMN
    moved_to    BLOB;                         -- the window that took its place; it was cancelled then

-- The words first: which ones change is seen by the column. Both functions are the store's own.
INSERT OR REPLACE INTO office_word (rowid, search)
SELECT office_row(number), search_key(name || ' ' || kana) FROM office WHERE search <> search_key(name || ' ' || kana);

UPDATE office SET search = search_key(name || ' ' || kana) WHERE search <> search_key(name || ' ' || kana);
