-- Which period of an office is its last: the list of licences that end reads those alone, the nearest end first.
ALTER TABLE licence_period ADD COLUMN is_last INTEGER NOT NULL DEFAULT 0; -- 1 when nothing follows it

UPDATE licence_period SET is_last = 1 WHERE last_day =
    (SELECT max(other.last_day) FROM licence_period other WHERE other.office = licence_period.office);

CREATE INDEX licence_period_last ON licence_period (last_day, office) WHERE is_last = 1;
