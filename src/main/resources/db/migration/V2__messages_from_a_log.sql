-- What the consumer of a log has received, so that a message that comes twice is delivered once. The attempt tells the
-- publishes of one id apart where an earlier one was undone (saga); it is empty elsewhere.
CREATE TABLE inbox (
    event_id varchar(128) NOT NULL,
    attempt  varchar(255) NOT NULL,
    copies   integer      NOT NULL,
    PRIMARY KEY (event_id, attempt)
);

-- Received messages whose row could not be read yet. A log cannot take one message back and go on with the next.
CREATE TABLE parked_message (
    event_id varchar(128) NOT NULL,
    attempt  varchar(255) NOT NULL,
    PRIMARY KEY (event_id, attempt)
);

ALTER TABLE delivery
    ADD COLUMN attempt      varchar(255) NOT NULL DEFAULT '',
    ADD COLUMN cancelled_at timestamptz;
