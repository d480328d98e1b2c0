-- The journal's own tables. Projections are other people's tables in the same file.

-- What happened. `seq` is the order of commits and has no gaps.
CREATE TABLE event (
  seq            INTEGER PRIMARY KEY CHECK (seq >= 1),
  clinic         BLOB    NOT NULL CHECK (length(clinic) = 16),
  stream_kind    TEXT    NOT NULL,
  stream_id      BLOB    NOT NULL CHECK (length(stream_id) = 16),
  stream_version INTEGER NOT NULL CHECK (stream_version >= 1),
  event_id       BLOB    NOT NULL CHECK (length(event_id) = 16),
  command_id     BLOB    NOT NULL CHECK (length(command_id) = 16),
  actor          BLOB    NOT NULL CHECK (length(actor) = 16),
  subject        BLOB             CHECK (length(subject) = 16),
  kind           TEXT    NOT NULL,
  version        INTEGER NOT NULL CHECK (version >= 1),
  occurred_at    INTEGER NOT NULL,            -- microseconds, UTC
  recorded_at    INTEGER NOT NULL,            -- microseconds, UTC, strictly increasing
  payload        BLOB    NOT NULL,
  prev_hash      BLOB    NOT NULL CHECK (length(prev_hash) = 32),
  hash           BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Reading a stream, and the last line of defence against two writers.
CREATE UNIQUE INDEX event_stream ON event (clinic, stream_kind, stream_id, stream_version);

-- Which commands were recorded, so that each happens once. `position` is the order of
-- commits too, so that verification can walk both tables side by side.
CREATE TABLE command (
  position     INTEGER PRIMARY KEY CHECK (position >= 1),
  clinic       BLOB    NOT NULL CHECK (length(clinic) = 16),
  command_id   BLOB    NOT NULL CHECK (length(command_id) = 16),
  actor        BLOB    NOT NULL CHECK (length(actor) = 16),
  request_hash BLOB    NOT NULL CHECK (length(request_hash) = 32),
  first_seq    INTEGER,                       -- null for a command without events
  last_seq     INTEGER NOT NULL,              -- head of the journal after the command
  recorded_at  INTEGER NOT NULL,
  answer       BLOB    NOT NULL,
  digest       BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE UNIQUE INDEX command_id ON command (clinic, command_id);

-- Append-only. A seat belt: whoever has the file can take these away; the chain is the
-- proof. The INSERT triggers are there because INSERT OR REPLACE deletes the row that is
-- in its way without asking a DELETE trigger, on any connection that has not set
-- `recursive_triggers`. They cost some 3 µs of the 30 µs that a command takes.
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_is_next BEFORE INSERT ON event
  WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event), 0)
    OR NEW.stream_version <> 1 + coalesce((
      SELECT max(stream_version) FROM event
      WHERE clinic = NEW.clinic AND stream_kind = NEW.stream_kind AND stream_id = NEW.stream_id), 0)
  BEGIN SELECT RAISE(ABORT, 'event is append-only: not the next one'); END;
CREATE TRIGGER command_no_update BEFORE UPDATE ON command
  BEGIN SELECT RAISE(ABORT, 'command is append-only'); END;
CREATE TRIGGER command_no_delete BEFORE DELETE ON command
  BEGIN SELECT RAISE(ABORT, 'command is append-only'); END;
CREATE TRIGGER command_is_next BEFORE INSERT ON command
  WHEN NEW.position <> 1 + coalesce((SELECT max(position) FROM command), 0)
    OR EXISTS (SELECT 1 FROM command WHERE clinic = NEW.clinic AND command_id = NEW.command_id)
  BEGIN SELECT RAISE(ABORT, 'command is append-only: not the next one'); END;
