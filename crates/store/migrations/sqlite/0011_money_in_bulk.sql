-- Campaigns and files of deductions are shown without counting their lines; from when terms of the program have held.

-- What a campaign has made free, by prefecture. Derived from the ledgers in the same transaction.
CREATE TABLE campaign_use (
    campaign    BLOB    NOT NULL,             -- the campaign
    prefecture  INTEGER NOT NULL,             -- where the office is
    entry       BLOB    NOT NULL,             -- the line of the ledger: a grant, or a waiver
    PRIMARY KEY (campaign, prefecture, entry)
) STRICT, WITHOUT ROWID;

INSERT INTO campaign_use (campaign, prefecture, entry)
    SELECT e.campaign, o.prefecture, e.id FROM licence_entry e JOIN office o ON o.number = e.office
    WHERE e.campaign IS NOT NULL;

-- How often, by kind of line. Derived likewise.
CREATE TABLE campaign_count (
    campaign    BLOB    NOT NULL,             -- the campaign
    kind        TEXT    NOT NULL,             -- grant or waive
    uses        INTEGER NOT NULL,             -- how many lines
    PRIMARY KEY (campaign, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO campaign_count (campaign, kind, uses)
    SELECT campaign, kind, count(*) FROM licence_entry WHERE campaign IS NOT NULL GROUP BY campaign, kind;

-- How a deduction ended, beside its line in the file. Derived from the ledgers in the same transaction.
ALTER TABLE deduction_line ADD COLUMN
    outcome     TEXT;                         -- paid or failed
ALTER TABLE deduction_line ADD COLUMN
    settled     INTEGER;                      -- on which day

UPDATE deduction_line SET (outcome, settled) = (
    SELECT r.outcome, r.day FROM licence_entry r WHERE r.about = request AND r.kind = 'result');

CREATE INDEX deduction_line_by_outcome ON deduction_line (month, prefecture, outcome, line);

-- What is to be deducted in a prefecture is found without looking at what the others owe.
CREATE INDEX licence_charge_by_place ON licence_charge (prefecture, state, payment, grant_id);
DROP INDEX licence_deduction_by_month;
CREATE INDEX licence_deduction_by_office ON licence_entry (office, day) WHERE kind = 'deduction';

-- From which day a version of the terms that came with the program has held here.
CREATE TABLE built_in_terms (
    version     INTEGER NOT NULL PRIMARY KEY, -- its number
    from_day    INTEGER NOT NULL              -- the day
) STRICT, WITHOUT ROWID;

INSERT INTO built_in_terms (version, from_day)
    SELECT version, (min(at) + 32400000) / 86400000 FROM agreement
    WHERE version NOT IN (SELECT version FROM terms) GROUP BY version;
