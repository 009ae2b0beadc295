-- What is urgent goes first, and is found without looking at all that waits.
ALTER TABLE push_queue ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;

UPDATE push_queue SET urgent = (SELECT urgent FROM push_events WHERE push_events.id = event_id);

DROP INDEX push_queue_by_time;
CREATE INDEX push_queue_by_turn ON push_queue (state, urgent DESC, due_at);
