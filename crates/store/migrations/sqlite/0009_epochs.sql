-- The histories that these data have had: one since the first start, and one for each time that a backup was brought back.
-- What was done after that backup is in none of the later ones, so offices must be able to tell them apart.
CREATE TABLE epoch (
    number      INTEGER NOT NULL PRIMARY KEY, -- in order
    id          BLOB    NOT NULL,             -- 16 random bytes; every answer names the newest one
    feed_base   INTEGER NOT NULL,             -- every position that a feed is given in it is higher than this, and than all before
    begun_at    INTEGER NOT NULL              -- when; 0 for the first
) STRICT;

INSERT INTO epoch (number, id, feed_base, begun_at) VALUES (1, randomblob(16), 0, 0);
