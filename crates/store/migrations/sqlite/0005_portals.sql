-- Sessions of the portals, and agreements to the terms of use.

-- A session of the portals: signed in with 事業所のユーザID and password, no certificate.
CREATE TABLE portal_session (
    token       BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the token
    office      TEXT    NOT NULL REFERENCES office (number), -- the office
    account     TEXT    NOT NULL REFERENCES credential (name), -- who signed in
    started_at  INTEGER NOT NULL,             -- when
    last_used_at INTEGER NOT NULL,            -- when it was last used, to the minute
    proven_at   INTEGER NOT NULL              -- when the password was last entered
) STRICT, WITHOUT ROWID;

CREATE INDEX portal_session_by_office ON portal_session (office);
CREATE INDEX portal_session_by_start ON portal_session (started_at);

-- An agreement to a version of the terms. Lines are only added.
CREATE TABLE agreement (
    office      TEXT    NOT NULL REFERENCES office (number), -- which office
    at          INTEGER NOT NULL,             -- when
    version     INTEGER NOT NULL,             -- the version, from 1
    text        BLOB    NOT NULL,             -- SHA-256 over the text that was shown
    account     TEXT    NOT NULL,             -- who agreed
    PRIMARY KEY (office, at)
) STRICT, WITHOUT ROWID;
