-- Which needles were used in a muscle, session by session: what the clinic usually takes there.
CREATE TABLE needle_used (
  clinic            BLOB NOT NULL,
  muscle            TEXT NOT NULL,
  opened_at         INTEGER NOT NULL,            -- µs UTC, of the session
  session           BLOB NOT NULL,
  diameter_mm_x100  INTEGER NOT NULL,
  length_mm         INTEGER NOT NULL,
  technique         TEXT NOT NULL,
  needles           INTEGER NOT NULL,
  PRIMARY KEY (clinic, muscle, opened_at, session, diameter_mm_x100, length_mm, technique)
) STRICT, WITHOUT ROWID;
CREATE INDEX needle_used_by_session ON needle_used (clinic, session);

-- Which version of the projections the rows were last made by. A file that already has events has no row here, and its projections
-- are made again when it is next opened.
CREATE TABLE projected (
  version INTEGER NOT NULL
) STRICT;
INSERT INTO projected (version) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM event);
