-- Leaving that is told: where a charge stands after it, when the licence really ended, which notice a reminder is.

ALTER TABLE licence_charge ADD COLUMN
    ended       INTEGER;                      -- when it was cancelled: the last day that remains, or the day before the first

UPDATE licence_charge SET ended = (
    SELECT min(licence_charge.last_day, max(c.from_day, licence_charge.first_day) - 1) FROM licence_entry c
    WHERE c.about = licence_charge.grant_id AND c.kind = 'cancel');

-- What is settled by giving back, and what is cancelled, is not called free any more.
UPDATE licence_charge SET state = CASE
    WHEN EXISTS (SELECT 1 FROM licence_entry b WHERE b.about = grant_id AND b.kind = 'refund') THEN 'refunded'
    WHEN payment = 'deduction' AND request IS NOT NULL AND settled IS NULL THEN 'returning'
    WHEN fee > 0 AND NOT EXISTS (SELECT 1 FROM licence_entry w WHERE w.about = grant_id AND w.kind = 'waive')
        THEN 'cancelled'
    ELSE 'free' END
    WHERE state = 'free';

UPDATE licence_charge SET settled = (
    SELECT b.day FROM licence_entry b WHERE b.about = grant_id AND b.kind = 'refund' ORDER BY b.position DESC LIMIT 1)
    WHERE EXISTS (SELECT 1 FROM licence_entry b WHERE b.about = grant_id AND b.kind = 'refund');

ALTER TABLE reminder ADD COLUMN
    notice      BLOB;                         -- the notice by which it was given

CREATE INDEX reminder_by_notice ON reminder (notice) WHERE notice IS NOT NULL;
