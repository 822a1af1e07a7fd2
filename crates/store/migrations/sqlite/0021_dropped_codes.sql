-- A code for a terminal that was given out and not used can be taken back.
ALTER TABLE enrol_code ADD COLUMN dropped_at INTEGER; -- when it was taken back

-- What an office has given out and nobody has used.
CREATE INDEX enrol_code_open ON enrol_code (office, made_at) WHERE redeemed_at IS NULL AND dropped_at IS NULL;
