-- What the clinic's own figures are counted from. Sessions from before these tables came are counted after a rebuild
-- (`drypoint journal rebuild`); until then the page says how many they are.

-- Needles of a closed session that have these in common.
CREATE TABLE needle_group (
  clinic     BLOB NOT NULL,
  session    BLOB NOT NULL,
  muscle     TEXT NOT NULL,
  technique  TEXT NOT NULL,
  twitched   INTEGER NOT NULL,
  needles    INTEGER NOT NULL,
  PRIMARY KEY (clinic, session, muscle, technique, twitched)
) STRICT, WITHOUT ROWID;

-- Sessions whose patient answered the diary.
CREATE TABLE diary_answered (
  clinic   BLOB NOT NULL,
  session  BLOB NOT NULL,
  PRIMARY KEY (clinic, session)
) STRICT, WITHOUT ROWID;

-- Values that stand.
CREATE TABLE measured (
  clinic      BLOB NOT NULL,
  id          BLOB NOT NULL,
  complaint   BLOB NOT NULL,
  measure     TEXT NOT NULL,
  subject     TEXT NOT NULL,                     -- JSON, as in the event
  taken_at    INTEGER NOT NULL,                  -- µs UTC
  moment      TEXT NOT NULL CHECK (moment IN ('before', 'after', 'between')),
  value_x100  INTEGER NOT NULL,
  PRIMARY KEY (clinic, id)
) STRICT, WITHOUT ROWID;
