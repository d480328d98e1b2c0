-- Whether a muscle that was examined under a complaint group had an active point, once for each patient: the clinic's own figures.
-- Findings from before this table came are counted after a rebuild (`drypoint journal rebuild`).
CREATE TABLE finding (
  clinic     BLOB NOT NULL,
  complaint  TEXT NOT NULL,                      -- id of a complaint group of the atlas
  muscle     TEXT NOT NULL,
  patient    BLOB NOT NULL,
  active     INTEGER NOT NULL,
  PRIMARY KEY (clinic, complaint, muscle, patient)
) STRICT, WITHOUT ROWID;
