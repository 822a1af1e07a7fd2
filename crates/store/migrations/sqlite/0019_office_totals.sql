-- How many offices each prefecture has, kept as they are stored: the list of all says it with every look.
CREATE TABLE office_total (
    prefecture INTEGER NOT NULL PRIMARY KEY, -- its code
    offices    INTEGER NOT NULL              -- how many, stopped and closed ones too
) STRICT;

INSERT INTO office_total (prefecture, offices) SELECT prefecture, count(*) FROM office GROUP BY prefecture;
