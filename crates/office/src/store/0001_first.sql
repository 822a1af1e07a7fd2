-- The office's own store. What is sealed opens only with this terminal's secret and only in its own place.

-- Small facts: the number of the last event, the terminal's SystemId.
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,      -- which fact
    value TEXT NOT NULL          -- its value
) STRICT;

-- What this office sends. A row is written before anything leaves the PC and is never deleted while its fate is unknown.
CREATE TABLE outbox (
    id          TEXT PRIMARY KEY,    -- id of the transmission, UUIDv7
    fingerprint BLOB NOT NULL,       -- keyed digest of recipient, serial and documents: the same set is found again
    letter      BLOB NOT NULL,       -- sealed: recipient, serial, month, message, names of the documents
    container   BLOB NOT NULL,       -- sealed: the signed bytes; these and no others are sent
    state       TEXT NOT NULL CHECK (state IN ('prepared', 'sending', 'accepted', 'refused', 'withdrawn')),
    problem     BLOB,                -- sealed: what went wrong last, in words
    tries       INTEGER NOT NULL,    -- how often sending was begun
    created_at  INTEGER NOT NULL,    -- seconds of UTC, as in the container
    next_try_at INTEGER NOT NULL,    -- not before this second
    accepted_at INTEGER,             -- second of the acceptance, as the hub's receipt says
    receipt     BLOB                 -- sealed: the hub's receipt
) STRICT;
CREATE INDEX outbox_fingerprint ON outbox (fingerprint);
CREATE INDEX outbox_state ON outbox (state, next_try_at);

-- What other offices sent here, as far as this terminal knows.
CREATE TABLE inbox (
    id              TEXT PRIMARY KEY,  -- id of the transmission
    summary         BLOB NOT NULL,     -- sealed: the hub's summary
    accepted_at     TEXT NOT NULL,     -- for the order of lists
    container       BLOB,              -- sealed: the bytes as fetched, verified
    saved_into      BLOB,              -- sealed: the folder that holds the documents
    saved_at        INTEGER,           -- second of saving on this PC
    receipt         BLOB,              -- sealed: the signed 受領証, written before it is handed in
    acknowledged_at INTEGER            -- second in which the hub had it
) STRICT;
CREATE INDEX inbox_order ON inbox (accepted_at DESC);

-- What this office sent from any terminal, as the hub lists it.
CREATE TABLE sent (
    id          TEXT PRIMARY KEY,    -- id of the transmission
    summary     BLOB NOT NULL,       -- sealed: the hub's summary
    accepted_at TEXT NOT NULL        -- for the order of lists
) STRICT;
CREATE INDEX sent_order ON sent (accepted_at DESC);

-- Session and terminal token.
CREATE TABLE token (
    kind  TEXT PRIMARY KEY CHECK (kind IN ('session', 'terminal')), -- which
    value BLOB NOT NULL                                            -- sealed: the token with its ends
) STRICT;

-- Offices of the directory that this terminal has seen.
CREATE TABLE recipient (
    number TEXT PRIMARY KEY,         -- 事業所番号
    entry  BLOB NOT NULL             -- sealed: the entry of the directory
) STRICT;
