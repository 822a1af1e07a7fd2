-- Acceptance is the transmission's own row: it is no row of `step` and none of `feed` any more. Its place in both feeds is
-- `sent_position` and `inbox_position`, so the two indices of the lists are the feeds' indices too. Accepting, which is
-- what a hub does most, writes three rows fewer.

ALTER TABLE transmission ADD COLUMN accepted_by TEXT NOT NULL DEFAULT ''; -- who handed it in

UPDATE transmission SET accepted_by = (SELECT actor FROM step WHERE step.n = transmission.n AND step.step = 1);

-- From here on: the steps after acceptance, from 2.
DELETE FROM feed WHERE step = 1;
DELETE FROM step WHERE step = 1;
