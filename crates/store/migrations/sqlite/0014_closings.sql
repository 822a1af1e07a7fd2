-- Closings of offices: decided for a day, counting, over; and who was told.

ALTER TABLE office ADD COLUMN
    reads_until INTEGER;                      -- until when a closed office can read what arrived before; none while it is open

-- A decision to close an office. What comes of it is written beside it, each once.
CREATE TABLE closing (
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    line        INTEGER NOT NULL,             -- its place among the office's closings, from 1
    successor   TEXT    REFERENCES office (number), -- who takes over
    from_day    INTEGER NOT NULL,             -- the first day on which it is closed
    note        TEXT    NOT NULL,             -- why, for operators
    told        TEXT    NOT NULL DEFAULT '',  -- why, in the words that the office is told
    decided_at  INTEGER NOT NULL,             -- when it was decided
    decided_by  TEXT    NOT NULL,             -- who decided
    counts_since INTEGER,                     -- since when it counts; none while it is planned
    reads_until INTEGER,                      -- until when the office can read; none while it is planned
    was_frozen  INTEGER NOT NULL DEFAULT 0,   -- 1 when the office was frozen before
    ended_at    INTEGER,                      -- when it ended
    end         TEXT,                         -- how it ended: dropped, taken-back, over
    PRIMARY KEY (office, line)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX closing_open ON closing (office) WHERE ended_at IS NULL;
CREATE INDEX closing_planned ON closing (from_day) WHERE counts_since IS NULL AND ended_at IS NULL;
CREATE INDEX closing_reading ON closing (reads_until) WHERE ended_at IS NULL AND reads_until IS NOT NULL;

-- An office that is told of a closing, because it exchanges transmissions with the closed one.
CREATE TABLE closing_told (
    partner     TEXT    NOT NULL REFERENCES office (number), -- who is told
    office      TEXT    NOT NULL REFERENCES office (number), -- of which office's closing
    at          INTEGER NOT NULL,             -- when, the last time
    PRIMARY KEY (partner, office)
) STRICT, WITHOUT ROWID;

CREATE INDEX closing_told_of ON closing_told (office);

-- Offices that were closed before this was kept: they could not read any more from then on.
INSERT INTO closing (office, line, successor, from_day, note, decided_at, decided_by, counts_since, reads_until, ended_at, end)
    SELECT number, 1, successor, (changed_at + 32400000) / 86400000, '', changed_at, 'hub', changed_at, changed_at, changed_at,
        'over' FROM office WHERE state = 'closed';
UPDATE office SET reads_until = changed_at WHERE state = 'closed';
