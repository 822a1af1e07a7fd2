-- A mail may go to an address that is no longer the office's: to who had it before, that it was changed.
ALTER TABLE mail ADD COLUMN address TEXT; -- where it goes; none when to the office's address of the day it leaves

-- What did not arrive is looked for by who operates.
CREATE INDEX mail_failed ON mail (ended_at) WHERE end IN ('refused', 'given-up');
