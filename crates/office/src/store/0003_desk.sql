-- What the window of the office app keeps beside the post: drafts, templates, partners, staff, settings, the work table
-- of 一括送信, and what is needed to find a transmission again.

-- A listing that did not change is not written again; what reads along is told of every change.
ALTER TABLE inbox ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';  -- as the hub says it
ALTER TABLE inbox ADD COLUMN read_at INTEGER;                      -- second in which a person opened it on this PC
ALTER TABLE sent ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';   -- as the hub says it

-- What the documents of a transmission are about; made when they are saved or sent, so that they need not be read again.
CREATE TABLE content (
    id    TEXT PRIMARY KEY,      -- id of the transmission
    about BLOB NOT NULL          -- sealed: CSV version, users with their insured numbers
) STRICT;

-- Which transmissions changed, in order, for what keeps a list of them in memory. (No OR REPLACE in the triggers: the
-- statement that fires them would overrule it.)
CREATE TABLE touched (
    id     TEXT PRIMARY KEY,     -- id of the transmission
    number INTEGER NOT NULL      -- grows with every change
) STRICT;
CREATE INDEX touched_number ON touched (number);
INSERT INTO touched (id, number)
    SELECT id, row_number() OVER (ORDER BY id)
    FROM (SELECT id FROM inbox UNION SELECT id FROM sent UNION SELECT id FROM outbox);
CREATE TRIGGER inbox_insert AFTER INSERT ON inbox BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER inbox_update AFTER UPDATE ON inbox BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER inbox_delete AFTER DELETE ON inbox BEGIN
    INSERT INTO touched (id, number)
    VALUES (old.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER sent_insert AFTER INSERT ON sent BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER sent_update AFTER UPDATE ON sent BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER sent_delete AFTER DELETE ON sent BEGIN
    INSERT INTO touched (id, number)
    VALUES (old.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER outbox_insert AFTER INSERT ON outbox BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER outbox_update AFTER UPDATE ON outbox BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER outbox_delete AFTER DELETE ON outbox BEGIN
    INSERT INTO touched (id, number)
    VALUES (old.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER content_insert AFTER INSERT ON content BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER content_update AFTER UPDATE ON content BEGIN
    INSERT INTO touched (id, number)
    VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;
CREATE TRIGGER content_delete AFTER DELETE ON content BEGIN
    INSERT INTO touched (id, number)
    VALUES (old.id, (SELECT coalesce(max(number), 0) + 1 FROM touched))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
END;

-- Bytes of files that were dropped and are not sent yet.
CREATE TABLE shelf (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again
    file   BLOB NOT NULL                       -- sealed: the bytes
) STRICT;

-- Letters that are being written.
CREATE TABLE draft (
    id         TEXT PRIMARY KEY,   -- random
    body       BLOB NOT NULL,      -- sealed: recipient, message, names and findings of the files
    changed_at INTEGER NOT NULL    -- second of the last change
) STRICT;
CREATE INDEX draft_order ON draft (changed_at DESC);

-- This office's own templates of messages.
CREATE TABLE template (
    id   TEXT PRIMARY KEY,         -- random
    body BLOB NOT NULL             -- sealed: name and text
) STRICT;

-- Offices that this one exchanges with.
CREATE TABLE partner (
    number       TEXT PRIMARY KEY, -- 事業所番号
    favourite    INTEGER NOT NULL, -- 1: among the favourites
    used_at      INTEGER,          -- second of the last set sent to it
    confirmed_at INTEGER           -- second in which a person confirmed its number
) STRICT;
CREATE INDEX partner_used ON partner (used_at DESC);

-- People who work here. A closed account stays, for the log of what was done.
CREATE TABLE staff (
    id     TEXT PRIMARY KEY,       -- random
    body   BLOB NOT NULL,          -- sealed: name, sign-in name, role, verifier of the password
    closed INTEGER NOT NULL        -- 1: signs in no more
) STRICT;

-- Who did what at this terminal.
CREATE TABLE activity (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order in which it was done
    at     INTEGER NOT NULL,                   -- second
    body   BLOB NOT NULL                       -- sealed: who and what
) STRICT;
CREATE INDEX activity_order ON activity (at);

-- The log of this program, without names and numbers of persons.
CREATE TABLE log (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order in which it happened
    at     INTEGER NOT NULL,                   -- second
    body   BLOB NOT NULL                       -- sealed: what happened
) STRICT;

-- Notices of the operator that were opened on this PC.
CREATE TABLE notice_read (
    id TEXT PRIMARY KEY,           -- id of the notice
    at INTEGER NOT NULL            -- second
) STRICT;

-- What there is one of: settings, the work table, verifiers.
CREATE TABLE single (
    name TEXT PRIMARY KEY,         -- which
    body BLOB NOT NULL             -- sealed: its value
) STRICT;
