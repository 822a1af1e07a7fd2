-- Offices that have no 事業所のユーザID yet: their letters are made together, one prefecture after the other.
ALTER TABLE office ADD COLUMN has_account INTEGER NOT NULL DEFAULT 0; -- 1 once it has its 事業所のユーザID

UPDATE office SET has_account = 1 WHERE number IN (SELECT office FROM credential WHERE kind = 'account');

CREATE INDEX office_without_account ON office (prefecture, number) WHERE has_account = 0 AND state = 'active';
