CREATE TABLE push_event (
    id         varchar(128) PRIMARY KEY,
    recipient  varchar(256)  NOT NULL,
    title      varchar(256)  NOT NULL,
    body       varchar(4096) NOT NULL,
    strategy   varchar(64)   NOT NULL,
    created_at timestamptz   NOT NULL
);

-- No foreign key to push_event: that a message may come before its row is what this table records.
CREATE TABLE delivery (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    varchar(128) NOT NULL,
    received_at timestamptz  NOT NULL,
    row_seen    boolean      NOT NULL
);
CREATE INDEX delivery_event ON delivery (event_id);
-- A message that keeps coming before its row is noted once.
CREATE UNIQUE INDEX delivery_early_once ON delivery (event_id) WHERE NOT row_seen;
