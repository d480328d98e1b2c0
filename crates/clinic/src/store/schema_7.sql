-- What patients reported in the diary of a session: the most of all their answers. Rows that are there already are made again.
ALTER TABLE diary_answered ADD COLUMN soreness INTEGER NOT NULL DEFAULT 0;   -- 0 to 10
ALTER TABLE diary_answered ADD COLUMN bruise INTEGER NOT NULL DEFAULT 0;
ALTER TABLE diary_answered ADD COLUMN warned INTEGER NOT NULL DEFAULT 0;     -- was told to call, or to see a doctor

INSERT INTO projected (version) SELECT 2 WHERE NOT EXISTS (SELECT 1 FROM event);
