-- The sides of everything that was asked, a line for each strategy:
-- strategy, asked, acknowledged, lost, half, doubled, undead; docs/lab.md has the words.
WITH side AS (
    SELECT strategy, id, status,
           EXISTS (SELECT FROM push_event event WHERE event.id = asked.id) AS has_row,
           (SELECT count(*) FROM delivery
             WHERE event_id = asked.id AND row_seen AND cancelled_at IS NULL) AS delivered,
           EXISTS (SELECT FROM delivery
             WHERE event_id = asked.id AND NOT row_seen AND cancelled_at IS NULL) AS early
      FROM asked
)
SELECT strategy,
       count(*),
       count(*) FILTER (WHERE status IN ('200', '201')),
       count(*) FILTER (WHERE status IN ('200', '201') AND NOT (has_row AND delivered > 0)),
       count(*) FILTER (WHERE has_row <> (delivered > 0 OR early)),
       count(*) FILTER (WHERE delivered > 1),
       count(*) FILTER (WHERE status = '503' AND (has_row OR delivered > 0 OR early))
  FROM side
 GROUP BY strategy
 ORDER BY strategy;

-- A letter is put in once, and drained by then. One that was drained has its row and no message.
SELECT 'letters', count(*), count(event.id), count(*) - count(event.id), 0,
       count(*) FILTER (WHERE EXISTS (SELECT FROM delivery WHERE event_id = letter.id)), 0
  FROM letter LEFT JOIN push_event event USING (id);

SELECT 'nothing-on-its-way', 0, 0,
       (SELECT count(*) FROM pg_prepared_xacts)
           + (SELECT count(*) FROM outbox WHERE sent_at IS NULL)
           + (SELECT count(*) FROM saga WHERE state IN ('open', 'cancelled')),
       0, 0, 0;
