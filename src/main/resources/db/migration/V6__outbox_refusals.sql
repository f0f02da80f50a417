-- An entry that Kafka refuses for good, for its size, waits here for somebody who can change that; those behind it are sent.
ALTER TABLE outbox
    ADD COLUMN refused_at timestamptz,
    ADD COLUMN refusal    text;
DROP INDEX outbox_to_send;
CREATE INDEX outbox_to_send ON outbox (lane, id) WHERE sent_at IS NULL AND refused_at IS NULL;
