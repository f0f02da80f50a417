-- What each saga has decided, in the end the only word that counts. A row that was never open is the mark of a saga that was
-- compensated before it had saved anything: it keeps the late INSERT out.
CREATE TABLE saga (
    lra        varchar(255) PRIMARY KEY,
    state      varchar(16)  NOT NULL CHECK (state IN ('open', 'closed', 'cancelled', 'compensated')),
    created_at timestamptz  NOT NULL DEFAULT now()
);
CREATE INDEX saga_undecided ON saga (created_at) WHERE state IN ('open', 'cancelled');

-- What undoes a saga that is not decided or not undone yet: a row to delete and a message to send. An event has one row, so
-- at most one saga has still to decide about it.
CREATE TABLE saga_undo (
    event_id varchar(128) PRIMARY KEY,
    lra      varchar(255) NOT NULL REFERENCES saga,
    message  bytea        NOT NULL
);
CREATE INDEX saga_undo_lra ON saga_undo (lra);
