-- Licences and payments as one ledger; what is owed and who renews by itself derived beside it; campaigns.

ALTER TABLE licence_entry RENAME COLUMN cancels TO about;          -- the line that this one is about: a grant, a request
ALTER TABLE licence_entry RENAME COLUMN cancelled_from TO from_day; -- a cancellation's first day without the grant
ALTER TABLE licence_entry RENAME COLUMN fee TO amount;              -- yen, tax included: a grant's fee, what is asked, paid or given back
ALTER TABLE licence_entry ADD COLUMN
    kind        TEXT NOT NULL DEFAULT 'grant'; -- apply, grant, cancel, renewal, invoice, deduction, result, waive, refund
ALTER TABLE licence_entry ADD COLUMN
    origin      TEXT;                         -- how a grant came about: applied, renewed, automatic, operator
ALTER TABLE licence_entry ADD COLUMN
    campaign    BLOB;                         -- the campaign that makes it free
ALTER TABLE licence_entry ADD COLUMN
    terms       INTEGER;                      -- an application's version of the terms
ALTER TABLE licence_entry ADD COLUMN
    automatic   INTEGER;                      -- 1 when automatic renewal is switched on, 0 when off
ALTER TABLE licence_entry ADD COLUMN
    day         INTEGER;                      -- last day for paying, first day of the deduction's month, day of the result
ALTER TABLE licence_entry ADD COLUMN
    outcome     TEXT;                         -- paid or failed

UPDATE licence_entry SET kind = 'cancel' WHERE about IS NOT NULL;
UPDATE licence_entry SET origin = 'operator' WHERE kind = 'grant';

-- What is open, asked for, or to be given back. Derived from the ledger in the same transaction.
CREATE TABLE licence_charge (
    grant_id    BLOB    NOT NULL PRIMARY KEY, -- the grant
    office      TEXT    NOT NULL REFERENCES office (number), -- who owes it
    first_day   INTEGER NOT NULL,             -- the grant's first day
    last_day    INTEGER NOT NULL,             -- the grant's last day, as granted
    payment     TEXT    NOT NULL,             -- how it is paid
    open        INTEGER NOT NULL,             -- yen; negative when it is to be given back
    state       TEXT    NOT NULL,             -- open, asked, failed or refund
    request     BLOB                          -- the last invoice or deduction
) STRICT, WITHOUT ROWID;

CREATE INDEX licence_charge_by_state ON licence_charge (state, grant_id);
CREATE INDEX licence_charge_by_office ON licence_charge (office);

INSERT INTO licence_charge (grant_id, office, first_day, last_day, payment, open, state)
    SELECT id, office, first_day, last_day, payment, amount, 'open' FROM licence_entry e
    WHERE kind = 'grant' AND amount > 0
    AND NOT EXISTS (SELECT 1 FROM licence_entry c WHERE c.about = e.id AND c.from_day <= e.first_day);

-- Who wishes that the licence goes on by itself. Derived from the ledger in the same transaction.
CREATE TABLE licence_automatic (
    office      TEXT    NOT NULL PRIMARY KEY REFERENCES office (number) -- the office
) STRICT, WITHOUT ROWID;

-- A campaign (フリーパス): what begins in it costs nothing.
CREATE TABLE campaign (
    id          BLOB    NOT NULL PRIMARY KEY, -- its id
    name        TEXT    NOT NULL,             -- what it is called
    first_day   INTEGER NOT NULL,             -- the first day
    last_day    INTEGER NOT NULL,             -- the last day, as it was added
    added_at    INTEGER NOT NULL              -- when it was added
) STRICT, WITHOUT ROWID;

-- An earlier end of a campaign. Lines are only added; the earliest counts.
CREATE TABLE campaign_end (
    campaign    BLOB    NOT NULL REFERENCES campaign (id), -- the campaign
    last_day    INTEGER NOT NULL,             -- its last day from then on
    at          INTEGER NOT NULL,             -- when this was decided
    PRIMARY KEY (campaign, last_day)
) STRICT, WITHOUT ROWID;
