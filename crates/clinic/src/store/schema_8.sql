-- An answer that somebody took on stays on the worklist until it is closed. Until now what was done was asked for when it was taken on, so
-- what is taken on is closed.
ALTER TABLE red_flag ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
UPDATE red_flag SET closed = owned;
CREATE INDEX red_flag_open ON red_flag (clinic, at) WHERE closed = 0;

-- A muscle that was found and is undecided now no longer counts as examined: the clinic's own figures are made again too.
INSERT INTO projected (version) SELECT 3 WHERE NOT EXISTS (SELECT 1 FROM event);
