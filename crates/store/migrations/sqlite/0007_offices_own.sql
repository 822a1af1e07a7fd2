-- What an office sees and sets about itself: its address and mails, its figures, 証明書発行用パスワード, requests for help.

-- Where an office wishes mails.
CREATE TABLE contact (
    office      TEXT    NOT NULL PRIMARY KEY REFERENCES office (number), -- the office
    address     TEXT    NOT NULL,             -- the address
    since       INTEGER NOT NULL              -- when it was set
) STRICT, WITHOUT ROWID;

-- A mail. Its text follows from its kind; its address is that of the office when it is handed over.
CREATE TABLE mail (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id, which is in its Message-ID
    office      TEXT    NOT NULL REFERENCES office (number), -- to which office
    kind        TEXT    NOT NULL,             -- what it is about
    at          INTEGER NOT NULL,             -- when it was written
    tries       INTEGER NOT NULL DEFAULT 0,   -- how often it was begun to be handed over
    next_at     INTEGER NOT NULL,             -- not tried before
    ended_at    INTEGER,                      -- when it ended
    end         TEXT                          -- how it ended: sent, refused, given-up
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_waiting ON mail (next_at) WHERE ended_at IS NULL;
CREATE INDEX mail_ended ON mail (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX mail_by_office ON mail (office, ended_at);

-- How many transmissions an office has sent and been sent in a month. Counted after the fact, off the way of sending.
CREATE TABLE usage_month (
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    month       INTEGER NOT NULL,             -- first day of the month in Japan
    sent        INTEGER NOT NULL,             -- transmissions sent
    received    INTEGER NOT NULL,             -- transmissions that were sent to it
    PRIMARY KEY (office, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX usage_by_month ON usage_month (month);

-- Up to which transmission they are counted. One row.
CREATE TABLE usage_seen (
    n           INTEGER NOT NULL PRIMARY KEY, -- the last transmission that is counted
    at          INTEGER NOT NULL              -- when that was
) STRICT;

-- 証明書発行用パスワード of an office.
CREATE TABLE certificate_password (
    office      TEXT    NOT NULL PRIMARY KEY REFERENCES office (number), -- the office
    hash        TEXT    NOT NULL,             -- hash with its parameters and salt, PHC form
    set_at      INTEGER NOT NULL              -- when it was issued
) STRICT, WITHOUT ROWID;

-- Somebody asks for an ID or a password that was lost. The operator answers by letter.
CREATE TABLE recovery (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    office      TEXT    NOT NULL REFERENCES office (number), -- for which office
    lost        TEXT    NOT NULL,             -- account or password
    at          INTEGER NOT NULL,             -- when it was asked
    done_at     INTEGER                       -- when it was answered
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX recovery_open ON recovery (office, lost) WHERE done_at IS NULL;
