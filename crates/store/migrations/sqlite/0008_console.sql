-- The operator's console: who operates, and how they get in.

-- An operator. The id is its own for ever.
CREATE TABLE operator (
    id          TEXT    NOT NULL PRIMARY KEY, -- short id, as the audit log has it
    name        TEXT    NOT NULL,             -- the name that colleagues see
    role        TEXT    NOT NULL,             -- admin, clerk, viewer or federation:PP
    state       TEXT    NOT NULL,             -- active or stopped
    added_at    INTEGER NOT NULL,             -- when it was added
    code        BLOB,                         -- hash of the registration code that waits
    code_until  INTEGER                       -- when that code ends
) STRICT, WITHOUT ROWID;

-- A certificate of an operator.
CREATE TABLE operator_certificate (
    key         BLOB    NOT NULL PRIMARY KEY, -- digest of the issuer's name, then the serial in 20 bytes
    thumbprint  BLOB    NOT NULL UNIQUE,      -- SHA-256 over its DER
    operator    TEXT    NOT NULL REFERENCES operator (id), -- whose
    not_before  INTEGER NOT NULL,             -- begin of its time
    not_after   INTEGER NOT NULL,             -- end of its time
    revoked_at  INTEGER                       -- when it was revoked
) STRICT, WITHOUT ROWID;

CREATE INDEX operator_certificate_by_operator ON operator_certificate (operator);

-- A passkey of an operator.
CREATE TABLE operator_passkey (
    id          BLOB    NOT NULL PRIMARY KEY, -- its credential id
    operator    TEXT    NOT NULL REFERENCES operator (id), -- whose
    data        TEXT    NOT NULL,             -- public key and counter, in the verifier's own form
    added_at    INTEGER NOT NULL,             -- when it was registered
    used_at     INTEGER                       -- when it was last used
) STRICT, WITHOUT ROWID;

CREATE INDEX operator_passkey_by_operator ON operator_passkey (operator);

-- A session of an operator.
CREATE TABLE operator_session (
    token       BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the token
    operator    TEXT    NOT NULL REFERENCES operator (id), -- who signed in
    certificate BLOB    NOT NULL,             -- thumbprint of the certificate it is bound to
    started_at  INTEGER NOT NULL,             -- when it began
    last_used_at INTEGER NOT NULL,            -- when it was last used, to the minute
    proven_at   INTEGER NOT NULL              -- when the passkey was last used
) STRICT, WITHOUT ROWID;

CREATE INDEX operator_session_by_operator ON operator_session (operator);
CREATE INDEX operator_session_by_start ON operator_session (started_at);

-- Offices that were frozen or closed are few and looked for.
CREATE INDEX office_stopped ON office (number) WHERE state <> 'active';

-- An import of offices: looked at as a whole, then stored part by part.
CREATE TABLE office_import (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    operator    TEXT    NOT NULL REFERENCES operator (id), -- who brought it
    file        TEXT    NOT NULL,             -- name of the file
    at          INTEGER NOT NULL,             -- when
    state       TEXT    NOT NULL,             -- checking, refused, checked, storing, done or dropped
    total       INTEGER NOT NULL,             -- offices in it
    done        INTEGER NOT NULL,             -- offices that were looked at, then stored
    added       INTEGER NOT NULL,             -- new ones
    changed     INTEGER NOT NULL,             -- known ones with other data
    same        INTEGER NOT NULL,             -- known ones with the same data
    closed      INTEGER NOT NULL,             -- closed for good, left out
    wrong       INTEGER NOT NULL,             -- wrong lines
    findings    TEXT    NOT NULL              -- the first wrong lines: number, tab, words, one a line
) STRICT, WITHOUT ROWID;

-- A part of an import that is not stored yet.
CREATE TABLE office_import_part (
    import      BLOB    NOT NULL REFERENCES office_import (id), -- the import
    part        INTEGER NOT NULL,             -- its place in the file, from 0
    offices     TEXT    NOT NULL,             -- number, name, kana, prefecture, services: by tabs, one office a line
    PRIMARY KEY (import, part)
) STRICT;

-- What one operator asked for and another decides: a new first password for an office.
CREATE TABLE approval (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    office      TEXT    NOT NULL REFERENCES office (number), -- whose password
    name        TEXT    NOT NULL REFERENCES credential (name), -- of which sign-in name
    asked_by    TEXT    NOT NULL REFERENCES operator (id), -- who asked
    asked_at    INTEGER NOT NULL,             -- when
    reason      TEXT    NOT NULL,             -- why, for the one who decides
    decided_by  TEXT    REFERENCES operator (id), -- who decided
    decided_at  INTEGER,                      -- when
    approved    INTEGER                       -- 1 for a yes
) STRICT, WITHOUT ROWID;

CREATE INDEX approval_open ON approval (asked_at) WHERE decided_at IS NULL;
CREATE INDEX approval_by_name ON approval (name) WHERE decided_at IS NULL;

-- A notice knows the operator who published it; reminders of the hub have none.
ALTER TABLE notice ADD COLUMN
    author      TEXT;                         -- the operator who published it

CREATE INDEX notice_by_author ON notice (id) WHERE author IS NOT NULL;

-- A maintenance window.
CREATE TABLE maintenance (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    begins      INTEGER NOT NULL,             -- when it begins
    ends        INTEGER NOT NULL,             -- when it ends
    text        TEXT    NOT NULL,             -- what offices are told
    notice      BLOB    NOT NULL REFERENCES notice (id), -- the notice by which they are told
    planned_by  TEXT    NOT NULL REFERENCES operator (id), -- who planned it
    cancelled_at INTEGER                      -- when it was taken back
) STRICT, WITHOUT ROWID;

CREATE INDEX maintenance_by_end ON maintenance (ends) WHERE cancelled_at IS NULL;

-- Counts by day, made from the audit log and beside it. No office and no content in them.
CREATE TABLE figure (
    day         INTEGER NOT NULL,             -- the day in Japan
    name        TEXT    NOT NULL,             -- what was counted: a kind of entry, kind/class, rule/id, stock/what
    count       INTEGER NOT NULL,             -- how many
    PRIMARY KEY (day, name)
) STRICT, WITHOUT ROWID;

-- The last entry of the audit log that was counted; one row.
CREATE TABLE figure_cursor (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), -- always 1
    entry       INTEGER NOT NULL              -- the entry
) STRICT, WITHOUT ROWID;

INSERT INTO figure_cursor (one, entry) VALUES (1, 0);

-- Every three letters of the offices' search texts. A row's number is the office's number read in base 36.
CREATE VIRTUAL TABLE office_word USING fts5 (search, content = '', contentless_delete = 1, tokenize = 'trigram');

INSERT INTO office_word (rowid, search)
WITH RECURSIVE digit (number, at, value) AS (
    SELECT number, 1, 0 FROM office
    UNION ALL
    SELECT number, at + 1, value * 36 + instr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(number, at, 1)) - 1
    FROM digit WHERE at <= 10
)
SELECT digit.value, office.search FROM digit JOIN office ON office.number = digit.number WHERE digit.at = 11;
