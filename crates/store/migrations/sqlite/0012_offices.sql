-- What operators ask about one office: which entries of the audit log concern it, why it was stopped, where its letters go;
-- and what an import changes, line by line.

-- Entries of the audit log by whom they concern. Derived from the log beside the writing, from the oldest entry on.
CREATE TABLE audit_about (
    about       TEXT    NOT NULL,             -- an office's number, or the operator as `operator:ID`
    entry       INTEGER NOT NULL,             -- the entry
    PRIMARY KEY (about, entry)
) STRICT, WITHOUT ROWID;

-- The last entry of the audit log that this was looked for in; one row.
CREATE TABLE audit_about_cursor (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), -- always 1
    entry       INTEGER NOT NULL              -- the entry
) STRICT, WITHOUT ROWID;

INSERT INTO audit_about_cursor (one, entry) VALUES (1, 0);

-- That an office was frozen, let in again, or closed, and why. Lines are only added.
CREATE TABLE office_stop (
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    line        INTEGER NOT NULL,             -- its place, from 1
    at          INTEGER NOT NULL,             -- when
    kind        TEXT    NOT NULL,             -- frozen, thawed or closed
    note        TEXT    NOT NULL,             -- why, for operators
    told        TEXT    NOT NULL,             -- why, in the words that the office is told
    actor       TEXT    NOT NULL,             -- who
    PRIMARY KEY (office, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX office_by_successor ON office (successor) WHERE successor IS NOT NULL;

ALTER TABLE office ADD COLUMN
    postcode    TEXT;                         -- 郵便番号, 7 digits; none when no address is known
ALTER TABLE office ADD COLUMN
    address     TEXT;                         -- where letters go; none when it is not known

-- What an import does to an office, while it is being looked at and after. Offices that stay as they are have none.
CREATE TABLE office_import_line (
    import      BLOB    NOT NULL REFERENCES office_import (id), -- the import
    kind        TEXT    NOT NULL,             -- added, changed or closed
    line        INTEGER NOT NULL,             -- line of the file, from 1
    before      TEXT    NOT NULL,             -- the office as it was; empty for a new one
    after       TEXT    NOT NULL,             -- the office as the file has it
    PRIMARY KEY (import, kind, line)
) STRICT, WITHOUT ROWID;
