-- Under which id an item of the outbox is now that was sealed anew, for whoever knew it by the one before.
CREATE TABLE resealed (
    id  TEXT PRIMARY KEY,        -- the id before
    now TEXT NOT NULL            -- the id of the item in the outbox
) STRICT;
CREATE INDEX resealed_now ON resealed (now);
