-- Offices, names, sessions, certificates, licences, transmissions, notices and the audit log.
-- Instants are milliseconds of UTC since 1970, days are days since 1970-01-01 in Japan, texts are UTF-8.

-- An office that takes part. Its number is its own for ever.
CREATE TABLE office (
    number      TEXT    NOT NULL PRIMARY KEY, -- 事業所番号, 10 characters
    name        TEXT    NOT NULL,             -- its name
    kana        TEXT    NOT NULL,             -- the name in kana
    search      TEXT    NOT NULL,             -- name and kana in the form that searches compare
    prefecture  INTEGER NOT NULL,             -- code of the prefecture, 1 to 47
    state       TEXT    NOT NULL,             -- active, frozen or closed
    successor   TEXT,                         -- number of the office that took over a closed one
    added_at    INTEGER NOT NULL,             -- when it was added
    changed_at  INTEGER NOT NULL              -- when it was last changed
) STRICT, WITHOUT ROWID;

CREATE INDEX office_by_prefecture ON office (prefecture, number);

-- A service that an office gives.
CREATE TABLE office_service (
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    service     TEXT    NOT NULL,             -- サービス種類コード, 2 characters
    PRIMARY KEY (office, service)
) STRICT, WITHOUT ROWID;

-- Counters of an office: the newest position of its feed, and what it has used.
CREATE TABLE mailbox (
    office      TEXT    NOT NULL PRIMARY KEY REFERENCES office (number), -- the office
    feed_last   INTEGER NOT NULL DEFAULT 0,   -- position of its newest event; raised inside the transaction
    day         INTEGER NOT NULL DEFAULT 0,   -- the day that the next two columns count
    day_count   INTEGER NOT NULL DEFAULT 0,   -- transmissions sent on that day
    day_bytes   INTEGER NOT NULL DEFAULT 0,   -- bytes sent on that day
    kept_bytes  INTEGER NOT NULL DEFAULT 0    -- bytes sent and still kept
) STRICT, WITHOUT ROWID;

-- A sign-in name of an office.
CREATE TABLE credential (
    name        TEXT    NOT NULL PRIMARY KEY, -- KJ… or c…
    office      TEXT    NOT NULL REFERENCES office (number), -- whose
    kind        TEXT    NOT NULL,             -- account or system
    password    TEXT    NOT NULL,             -- hash with its parameters and salt, PHC form
    first_until INTEGER,                      -- set while it is a first password: when that ends
    changed_at  INTEGER NOT NULL,             -- when the password was set
    UNIQUE (office, kind)
) STRICT, WITHOUT ROWID;

-- Refused sign-ins counted for a certificate or a name.
CREATE TABLE throttle (
    key         TEXT    NOT NULL PRIMARY KEY, -- certificate:thumbprint or name:…
    failures    INTEGER NOT NULL,             -- since the last success
    last_at     INTEGER NOT NULL              -- when the last one was
) STRICT, WITHOUT ROWID;

-- A certificate, by issuer and serial.
CREATE TABLE certificate (
    key         BLOB    NOT NULL PRIMARY KEY, -- digest of the issuer's name, then the serial in 20 bytes
    thumbprint  BLOB    NOT NULL UNIQUE,      -- SHA-256 over its DER
    office      TEXT    NOT NULL REFERENCES office (number), -- the office it stands for
    kind        TEXT    NOT NULL,             -- care-insurance or care-plan
    not_before  INTEGER NOT NULL,             -- begin of its time
    not_after   INTEGER NOT NULL,             -- end of its time
    revoked_at  INTEGER,                      -- when it was revoked
    reason      TEXT,                         -- why it was revoked
    renews      BLOB                          -- key of the certificate that it renews
) STRICT, WITHOUT ROWID;

CREATE INDEX certificate_by_office ON certificate (office, not_before);
CREATE INDEX certificate_revoked ON certificate (not_after) WHERE revoked_at IS NOT NULL;

-- A one-time code to get a certificate.
CREATE TABLE enrol_code (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    office      TEXT    NOT NULL REFERENCES office (number), -- for which office
    kind        TEXT    NOT NULL,             -- for which kind of certificate
    hash        BLOB    NOT NULL,             -- hash of its secret
    made_at     INTEGER NOT NULL,             -- when it was made
    failures    INTEGER NOT NULL DEFAULT 0,   -- wrong tries
    redeemed_key BLOB,                        -- digest of the public key it was redeemed for
    redeemed_at INTEGER                       -- when it was redeemed
) STRICT, WITHOUT ROWID;

-- A session of a person at a terminal.
CREATE TABLE session (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    system      TEXT    NOT NULL,             -- the name of the first sign-in
    account     TEXT    NOT NULL,             -- the name of the second sign-in
    certificate BLOB    NOT NULL,             -- thumbprint of the certificate it is bound to
    access      BLOB    NOT NULL UNIQUE,      -- SHA-256 of the access token
    access_until INTEGER NOT NULL,            -- when the access token ends
    refresh     BLOB    NOT NULL UNIQUE,      -- SHA-256 of the refresh token
    refresh_until INTEGER NOT NULL,           -- when the session ends in any case
    started_at  INTEGER NOT NULL,             -- when it began
    last_used_at INTEGER NOT NULL,            -- when it was last used, to the minute
    ended_at    INTEGER,                      -- when it was ended
    end         TEXT                          -- how it was ended
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_office ON session (office, started_at);
CREATE INDEX session_by_certificate ON session (certificate);
CREATE INDEX session_by_end ON session (refresh_until);

-- A refresh token that has been used; seen again, it ends its session.
CREATE TABLE used_refresh (
    hash        BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the token
    session     BLOB    NOT NULL REFERENCES session (id) ON DELETE CASCADE -- the session
) STRICT, WITHOUT ROWID;

CREATE INDEX used_refresh_by_session ON used_refresh (session);

-- A token of a terminal or of care software.
CREATE TABLE terminal_token (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    certificate BLOB    NOT NULL,             -- thumbprint of the certificate it is bound to
    hash        BLOB    NOT NULL UNIQUE,      -- SHA-256 of the token
    scopes      INTEGER NOT NULL,             -- rights: 1 send, 2 receive, 4 read lists
    label       TEXT    NOT NULL,             -- what the office called it
    made_at     INTEGER NOT NULL,             -- when it was made
    until       INTEGER NOT NULL,             -- when it ends
    revoked_at  INTEGER                       -- when it was revoked
) STRICT, WITHOUT ROWID;

CREATE INDEX terminal_token_by_office ON terminal_token (office, made_at);
CREATE INDEX terminal_token_by_certificate ON terminal_token (certificate);

-- A line of a licence ledger. Lines are only added.
CREATE TABLE licence_entry (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    office      TEXT    NOT NULL REFERENCES office (number), -- whose ledger
    position    INTEGER NOT NULL,             -- place in the ledger, from 1
    at          INTEGER NOT NULL,             -- when it was written
    first_day   INTEGER,                      -- a grant's first day
    last_day    INTEGER,                      -- a grant's last day
    payment     TEXT,                         -- a grant's way of payment
    fee         INTEGER,                      -- a grant's fee in yen, tax included
    cancels     BLOB,                         -- the entry that a cancellation ends
    cancelled_from INTEGER,                   -- the first day without it
    UNIQUE (office, position)
) STRICT, WITHOUT ROWID;

-- What a day's licence is asked of: the grants that remain. Derived from the ledger in the same transaction.
CREATE TABLE licence_period (
    office      TEXT    NOT NULL REFERENCES office (number), -- whose
    last_day    INTEGER NOT NULL,             -- the last day
    first_day   INTEGER NOT NULL,             -- the first day
    entry       BLOB    NOT NULL,             -- the grant
    PRIMARY KEY (office, last_day)
) STRICT, WITHOUT ROWID;

-- A transmission. What never changes, and where it stands.
CREATE TABLE transmission (
    n           INTEGER PRIMARY KEY,          -- its number in this file, in the order of acceptance
    id          BLOB    NOT NULL UNIQUE,      -- the id that the sender gave, a UUID of version 7
    sender      TEXT    NOT NULL REFERENCES office (number), -- the office that sends
    recipient   TEXT    NOT NULL REFERENCES office (number), -- the office it is for
    sent_position INTEGER NOT NULL,           -- position in the sender's feed, cursor of the sent list
    inbox_position INTEGER NOT NULL,          -- position in the recipient's feed, cursor of the inbox
    serial      TEXT,                         -- 連番 of the set
    month       TEXT,                         -- service month, YYYYMM
    created_at  INTEGER NOT NULL,             -- when the sender made it, as it says
    documents   INTEGER NOT NULL,             -- number of documents
    size        INTEGER NOT NULL,             -- size of the container in bytes
    sha256      BLOB    NOT NULL,             -- digest of the container
    signer      BLOB    NOT NULL,             -- key of the certificate that signed
    accepted_at INTEGER NOT NULL,             -- when the hub accepted it
    state       TEXT    NOT NULL,             -- where it stands
    state_at    INTEGER NOT NULL,             -- since when
    steps       INTEGER NOT NULL,             -- number of its steps
    kept_until  INTEGER NOT NULL,             -- until when the content is kept
    has_content INTEGER NOT NULL              -- 1 while the content is kept
) STRICT;

CREATE UNIQUE INDEX transmission_inbox ON transmission (recipient, inbox_position);
CREATE UNIQUE INDEX transmission_sent ON transmission (sender, sent_position);
CREATE INDEX transmission_expiry ON transmission (kept_until) WHERE has_content = 1;

-- The content of a transmission, encrypted under its data key.
CREATE TABLE content (
    n           INTEGER PRIMARY KEY REFERENCES transmission (n), -- the transmission
    summary     BLOB    NOT NULL,             -- message text and document names, sealed
    container   BLOB    NOT NULL              -- the container, sealed
) STRICT;

-- A data key, wrapped by a master key. Removing the row makes what it sealed unreadable.
CREATE TABLE data_key (
    n           INTEGER NOT NULL REFERENCES transmission (n), -- the transmission
    part        INTEGER NOT NULL,             -- 0 for the content, 1 for the receipt of the import
    master      BLOB    NOT NULL,             -- which master key wraps it, 8 bytes
    wrapped     BLOB    NOT NULL,             -- the key, wrapped (AES-KW)
    PRIMARY KEY (n, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX data_key_by_master ON data_key (master);

-- A receipt, byte for byte as signed.
CREATE TABLE receipt (
    key         INTEGER PRIMARY KEY,          -- transmission's number × 4 + kind (0 accepted, 1 received, 2 imported, 3 rejected)
    at          INTEGER NOT NULL,             -- when it was stored
    statement   BLOB    NOT NULL,             -- the statement; sealed for imported and rejected, which may quote documents
    signature   BLOB    NOT NULL              -- the signature; sealed with it
) STRICT;

-- A step in the life of a transmission.
CREATE TABLE step (
    n           INTEGER NOT NULL REFERENCES transmission (n), -- the transmission
    step        INTEGER NOT NULL,             -- its place, from 1
    state       TEXT    NOT NULL,             -- the state it led to
    at          INTEGER NOT NULL,             -- when
    actor       TEXT    NOT NULL,             -- who
    sent_position INTEGER NOT NULL,           -- position of this step in the sender's feed
    inbox_position INTEGER NOT NULL,          -- position of this step in the recipient's feed
    PRIMARY KEY (n, step)
) STRICT, WITHOUT ROWID;

-- The numbered events of an office.
CREATE TABLE feed (
    office      TEXT    NOT NULL,             -- the office
    position    INTEGER NOT NULL,             -- place in its feed, from 1 without gaps
    n           INTEGER NOT NULL,             -- the transmission
    step        INTEGER NOT NULL,             -- the step
    PRIMARY KEY (office, position)
) STRICT, WITHOUT ROWID;

-- The operator's news.
CREATE TABLE notice (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    audience    TEXT    NOT NULL,             -- for whom: all, licensed, services:…, offices:…
    importance  TEXT    NOT NULL,             -- normal, important or urgent
    title       TEXT    NOT NULL,             -- headline
    body        TEXT    NOT NULL,             -- text
    shown_from  INTEGER NOT NULL,             -- shown from
    shown_until INTEGER NOT NULL,             -- shown until
    withdrawn_at INTEGER                      -- when it was taken back
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_shown ON notice (shown_until);

-- That an office has read a notice.
CREATE TABLE notice_read (
    notice      BLOB    NOT NULL REFERENCES notice (id), -- the notice
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    at          INTEGER NOT NULL,             -- when, the first time
    PRIMARY KEY (notice, office)
) STRICT, WITHOUT ROWID;

-- Entries of the audit log, in the order of their commits.
CREATE TABLE audit_entry (
    entry       INTEGER PRIMARY KEY,          -- order of writing
    leaf        BLOB    NOT NULL,             -- canonical bytes
    salt        BLOB                          -- salt of what the entry hides; dropping it erases that
) STRICT;

-- The numbers of the log, given after commit.
CREATE TABLE audit_number (
    number      INTEGER PRIMARY KEY,          -- position in the log, from 0 without gaps
    entry       INTEGER NOT NULL REFERENCES audit_entry (entry) -- the entry
) STRICT;
