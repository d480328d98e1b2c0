-- What pages list. Every row is made from events and can be made again (`drypoint journal rebuild`).

CREATE TABLE practice (
  clinic     BLOB NOT NULL PRIMARY KEY,
  name       TEXT NOT NULL,
  time_zone  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  clinic              BLOB NOT NULL,
  id                  BLOB NOT NULL,
  login               TEXT NOT NULL,
  name                TEXT NOT NULL,
  roles               TEXT NOT NULL,             -- words separated by a space
  licence_expires_on  TEXT,                      -- YYYY-MM-DD
  suspended           INTEGER NOT NULL,
  PRIMARY KEY (clinic, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_by_login ON staff (clinic, login);

CREATE TABLE patient (
  clinic        BLOB NOT NULL,
  id            BLOB NOT NULL,
  record_no     INTEGER NOT NULL,
  given_name    TEXT NOT NULL,
  family_name   TEXT,
  birth_date    TEXT NOT NULL,                   -- YYYY-MM-DD
  last_seen_at  INTEGER NOT NULL,                -- µs UTC: registered, or the latest session
  PRIMARY KEY (clinic, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX patient_by_record_no ON patient (clinic, record_no);
CREATE INDEX patient_by_last_seen ON patient (clinic, last_seen_at DESC);

CREATE TABLE session (
  clinic           BLOB NOT NULL,
  id               BLOB NOT NULL,
  patient          BLOB NOT NULL,
  complaint        BLOB NOT NULL,
  practitioner     BLOB NOT NULL,
  stage            TEXT NOT NULL CHECK (stage IN ('open', 'closed', 'signed')),
  opened_at        INTEGER NOT NULL,             -- µs UTC
  pain_before      INTEGER,                      -- 0..10
  pain_after       INTEGER,
  needles_placed   INTEGER NOT NULL,
  needles_removed  INTEGER NOT NULL,
  twitches         INTEGER NOT NULL,
  muscles          TEXT NOT NULL,                -- atlas ids separated by a space, as needled
  PRIMARY KEY (clinic, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_patient ON session (clinic, patient, opened_at DESC);
CREATE INDEX session_unsigned ON session (clinic, opened_at DESC) WHERE stage <> 'signed';
