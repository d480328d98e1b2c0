-- Which sessions used needles of a lot: what a recall asks.

CREATE TABLE needle_lot (
  clinic   BLOB NOT NULL,
  lot_key  TEXT NOT NULL,                        -- letters and digits of the lot, upper case
  session  BLOB NOT NULL,
  lot      TEXT NOT NULL,                        -- as it was recorded
  needles  INTEGER NOT NULL,
  PRIMARY KEY (clinic, lot_key, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX needle_lot_by_session ON needle_lot (clinic, session);

-- What was recorded before this table came: needles that were amended or taken back since are put right by a rebuild.
INSERT INTO needle_lot (clinic, lot_key, session, lot, needles)
SELECT clinic, upper(replace(replace(replace(lot, ' ', ''), '-', ''), '.', '')) AS key, stream_id, min(lot), count(*)
FROM (SELECT clinic, stream_id, json_extract(CAST(payload AS TEXT), '$.lot') AS lot
      FROM event WHERE kind = 'needle.placed' AND version = 1)
WHERE lot IS NOT NULL
GROUP BY clinic, key, stream_id;
