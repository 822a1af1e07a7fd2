-- Reminders of what ends, events of an office about no transmission, and when terminal tokens were used.

-- An event of an office that is about no transmission. It has a number of the office's feed.
CREATE TABLE office_event (
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    position    INTEGER NOT NULL,             -- place in its feed, shared with the events of transmissions
    kind        TEXT    NOT NULL,             -- certificate, licence or notice
    at          INTEGER NOT NULL,             -- when
    PRIMARY KEY (office, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX office_event_by_time ON office_event (at);

-- A reminder that was given.
CREATE TABLE reminder (
    subject     BLOB    NOT NULL,             -- key of the certificate, or id of the licence's grant
    days        INTEGER NOT NULL,             -- how many days before the end: 90, 60, 30 or 7
    at          INTEGER NOT NULL,             -- when it was given
    PRIMARY KEY (subject, days)
) STRICT, WITHOUT ROWID;

CREATE INDEX certificate_by_end ON certificate (not_after) WHERE revoked_at IS NULL;
CREATE INDEX certificate_by_renewed ON certificate (renews) WHERE renews IS NOT NULL;
CREATE INDEX licence_period_by_end ON licence_period (last_day);

ALTER TABLE terminal_token ADD COLUMN
    used_at     INTEGER;                      -- when it was last used, to the hour
