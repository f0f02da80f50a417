-- Events whose row and message have parted, with all that it takes to mend them, and who has mended them, when, how and why.
-- An entry is never deleted: it is the record of what an operator did to the data.
CREATE TABLE torn_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    varchar(128)  NOT NULL,
    scenario    varchar(16)   NOT NULL CHECK (scenario IN ('PUBLISH', 'DRAIN')),
    strategy    varchar(64)   NOT NULL,
    recipient   varchar(256)  NOT NULL,
    title       varchar(256)  NOT NULL,
    body        varchar(4096) NOT NULL,
    half        varchar(16)   NOT NULL CHECK (half IN ('ROW_ONLY', 'MESSAGE_ONLY', 'NEITHER', 'BOTH')),
    cause       varchar(1024) NOT NULL,
    since       timestamptz   NOT NULL,
    mended_at   timestamptz,
    mended_by   varchar(256),
    verb        varchar(16),
    reason      varchar(1024),
    half_before varchar(16),
    half_after  varchar(16),
    CHECK (mended_at IS NULL
        OR (mended_by IS NOT NULL AND verb IS NOT NULL AND reason IS NOT NULL
            AND half_before IS NOT NULL AND half_after IS NOT NULL))
);
-- Found again at the next scan, an event is still torn once.
CREATE UNIQUE INDEX torn_event_open_once ON torn_event (event_id, scenario) WHERE mended_at IS NULL;
