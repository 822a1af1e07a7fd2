-- A notice for one office alone is found by that office, however many others there are.

DROP INDEX notice_shown;

ALTER TABLE notice ADD COLUMN
    office      TEXT;                         -- the one office that it is for; none when it is for more

CREATE INDEX notice_shown ON notice (shown_until) WHERE office IS NULL;
CREATE INDEX notice_of_office ON notice (office, shown_until) WHERE office IS NOT NULL;
CREATE INDEX notice_of_office_by_end ON notice (shown_until) WHERE office IS NOT NULL;

UPDATE notice SET office = substr(audience, 9) WHERE audience LIKE 'offices:%' AND audience NOT LIKE '%,%';
