-- Two operators and one letter: why it was refused, and when who asked opened it.

ALTER TABLE approval ADD COLUMN
    answer      TEXT;                         -- why it was refused, for who asked

ALTER TABLE approval ADD COLUMN
    opened_at   INTEGER;                      -- when who asked opened the letter, which made the password

-- Until now the yes made the password.
UPDATE approval SET opened_at = decided_at WHERE approved = 1;

CREATE INDEX approval_by_asker ON approval (asked_by, asked_at);
CREATE INDEX approval_by_office ON approval (office, asked_at);
DROP INDEX approval_by_name;

ALTER TABLE operator_passkey ADD COLUMN
    name        TEXT    NOT NULL DEFAULT '';  -- what its operator calls it
