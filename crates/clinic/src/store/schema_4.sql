-- Answers of patients that must not wait, and adverse events with how they stand: what the clinic's lists show.
-- Adverse events from before these tables came are listed after a rebuild (`drypoint journal rebuild`).
CREATE TABLE red_flag (
  clinic    BLOB NOT NULL,
  entry     BLOB NOT NULL,
  session   BLOB NOT NULL,
  patient   BLOB NOT NULL,
  at        INTEGER NOT NULL,                    -- µs UTC
  urgency   TEXT NOT NULL CHECK (urgency IN ('call', 'same_day', 'emergency')),
  owned     INTEGER NOT NULL,
  PRIMARY KEY (clinic, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX red_flag_ringing ON red_flag (clinic, at) WHERE owned = 0;

CREATE TABLE adverse_event (
  clinic    BLOB NOT NULL,
  id        BLOB NOT NULL,
  session   BLOB NOT NULL,
  patient   BLOB NOT NULL,
  at        INTEGER NOT NULL,                    -- µs UTC
  kind      TEXT NOT NULL,
  grade     TEXT NOT NULL,                       -- as followed last
  ctcae     INTEGER,                             -- 1..5
  outcome   TEXT,                                -- none until it was followed
  serious   INTEGER NOT NULL,
  late      INTEGER NOT NULL,                    -- told of after the signature
  retracted INTEGER NOT NULL,
  PRIMARY KEY (clinic, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX adverse_event_by_time ON adverse_event (clinic, at DESC);
CREATE INDEX adverse_event_by_session ON adverse_event (clinic, session);
