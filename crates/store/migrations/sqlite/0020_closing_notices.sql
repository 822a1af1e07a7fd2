-- Which notices speak of a closing as it stands: what is told next takes their place.
CREATE TABLE closing_notice (
    office TEXT NOT NULL, -- which office closes
    notice BLOB NOT NULL, -- what somebody was told of it
    PRIMARY KEY (office, notice)
) STRICT, WITHOUT ROWID;
