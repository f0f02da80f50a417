-- What is to be sent, written in the transaction that saves the row. The lane orders what concerns one event: a relay sends
-- the entries of a lane one after the other, in the order of their numbers.
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane       smallint      NOT NULL,
    event_id   varchar(128)  NOT NULL,
    message    text          NOT NULL,
    created_at timestamptz   NOT NULL DEFAULT now(),
    sent_at    timestamptz
);
CREATE INDEX outbox_to_send ON outbox (lane, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
