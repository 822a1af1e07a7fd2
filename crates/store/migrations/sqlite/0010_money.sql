-- Every charge can be listed; files of deductions; notes beside lines; versions of the terms; refused requests for help.

-- What an operator writes down beside a line of a ledger, such as the bank's reference of a payment.
CREATE TABLE licence_note (
    entry       BLOB    NOT NULL PRIMARY KEY REFERENCES licence_entry (id), -- the line
    text        TEXT    NOT NULL              -- what was written down
) STRICT, WITHOUT ROWID;

CREATE INDEX licence_entry_by_about ON licence_entry (about, kind) WHERE about IS NOT NULL;
CREATE INDEX licence_entry_by_campaign ON licence_entry (campaign, id, kind) WHERE campaign IS NOT NULL;
CREATE INDEX licence_deduction_by_month ON licence_entry (day) WHERE kind = 'deduction';

-- From now on every charge is a row, also what is paid or free.
ALTER TABLE licence_charge ADD COLUMN
    prefecture  INTEGER NOT NULL DEFAULT 0;   -- where the office is
ALTER TABLE licence_charge ADD COLUMN
    fee         INTEGER NOT NULL DEFAULT 0;   -- what it was granted for, yen
ALTER TABLE licence_charge ADD COLUMN
    asked       INTEGER;                      -- day of the last invoice or deduction
ALTER TABLE licence_charge ADD COLUMN
    due         INTEGER;                      -- day after which that is late
ALTER TABLE licence_charge ADD COLUMN
    settled     INTEGER;                      -- day on which it ended

INSERT INTO licence_charge (grant_id, office, first_day, last_day, payment, open, state, request)
    SELECT g.id, g.office, g.first_day, g.last_day, g.payment, 0,
        CASE WHEN EXISTS (SELECT 1 FROM licence_entry q JOIN licence_entry r ON r.about = q.id AND r.kind = 'result'
                WHERE q.about = g.id AND q.kind IN ('invoice', 'deduction') AND r.outcome = 'paid')
            AND NOT EXISTS (SELECT 1 FROM licence_entry b WHERE b.about = g.id AND b.kind = 'refund')
        THEN 'paid' ELSE 'free' END,
        (SELECT q.id FROM licence_entry q WHERE q.about = g.id AND q.kind IN ('invoice', 'deduction')
            ORDER BY q.position DESC LIMIT 1)
    FROM licence_entry g WHERE g.kind = 'grant' AND NOT EXISTS (SELECT 1 FROM licence_charge c WHERE c.grant_id = g.id);

UPDATE licence_charge SET prefecture = (SELECT o.prefecture FROM office o WHERE o.number = office),
    fee = (SELECT g.amount FROM licence_entry g WHERE g.id = grant_id);

UPDATE licence_charge SET
    payment = (SELECT q.kind FROM licence_entry q WHERE q.id = request),
    asked = (SELECT (q.at + 32400000) / 86400000 FROM licence_entry q WHERE q.id = request),
    due = (SELECT CASE q.kind WHEN 'invoice' THEN q.day ELSE
        unixepoch(q.day * 86400, 'unixepoch', 'start of month', '+1 month', '-1 day') / 86400 END
        FROM licence_entry q WHERE q.id = request),
    settled = (SELECT r.day FROM licence_entry r WHERE r.about = request AND r.kind = 'result')
    WHERE request IS NOT NULL;

-- A list is put together from one range for each state and way of payment, so that none is looked through in vain.
CREATE INDEX licence_charge_by_begin ON licence_charge (state, payment, first_day, grant_id);
CREATE INDEX licence_charge_by_begin_in ON licence_charge (prefecture, state, payment, first_day, grant_id);
CREATE INDEX licence_charge_unpaid ON licence_charge (payment, due, grant_id) WHERE state IN ('asked', 'failed');
CREATE INDEX licence_charge_unpaid_in ON licence_charge (prefecture, payment, due, grant_id)
    WHERE state IN ('asked', 'failed');
CREATE INDEX licence_charge_invoiced ON licence_charge (asked, grant_id) WHERE payment = 'invoice';
CREATE INDEX licence_charge_invoiced_in ON licence_charge (prefecture, asked, grant_id) WHERE payment = 'invoice';

-- A month's file of deductions of a prefecture. Once made it stays as it is.
CREATE TABLE deduction_file (
    month       INTEGER NOT NULL,             -- first day of its month
    prefecture  INTEGER NOT NULL,             -- whose offices
    made_at     INTEGER NOT NULL,             -- when it was made
    made_by     TEXT    NOT NULL REFERENCES operator (id), -- by whom
    lines       INTEGER NOT NULL,             -- how many lines it has
    amount      INTEGER NOT NULL,             -- their sum, yen
    PRIMARY KEY (month, prefecture)
) STRICT, WITHOUT ROWID;

-- A line of such a file; no deduction stands in two.
CREATE TABLE deduction_line (
    request     BLOB    NOT NULL PRIMARY KEY REFERENCES licence_entry (id), -- the deduction
    month       INTEGER NOT NULL,             -- the file's month
    prefecture  INTEGER NOT NULL,             -- the file's prefecture
    line        INTEGER NOT NULL,             -- place in the file, from 1
    office      TEXT    NOT NULL REFERENCES office (number), -- whose
    name        TEXT    NOT NULL,             -- the office's name when the file was made
    amount      INTEGER NOT NULL              -- what is to be deducted, yen
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX deduction_line_by_file ON deduction_line (month, prefecture, line);

-- A version of the terms of use that an operator published.
CREATE TABLE terms (
    version     INTEGER NOT NULL PRIMARY KEY, -- its number
    from_day    INTEGER NOT NULL,             -- the day from which it holds
    text        TEXT    NOT NULL,             -- the text
    published_by TEXT   NOT NULL REFERENCES operator (id), -- by whom
    at          INTEGER NOT NULL              -- when
) STRICT, WITHOUT ROWID;

ALTER TABLE recovery ADD COLUMN
    refused     TEXT;                         -- why it was refused
