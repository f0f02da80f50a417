#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: what can go wrong at the first start, and that the health checks find out.

# Killed before its set-up is finished, PostgreSQL says what to do, and what it says helps. The two moments: while initdb is at
# work, and when the server runs that the set-up starts for itself.
first_start_cut_short() {
    for file in PG_VERSION postmaster.pid; do
        kill_at_first_start "$file"
        await 60 "the sentence that says what to do" says_what_to_do
        ! is_healthy postgres || fail "PostgreSQL is healthy on half a set-up, killed at $file"
        in_checkout down --volumes
    done
    in_checkout up --detach postgres
    await 60 "PostgreSQL healthy after its volume was deleted" is_healthy postgres
}

# kill_at_first_start FILE   as soon as it is in the volume; once more if the set-up was quicker
kill_at_first_start() {
    for _ in 1 2 3 4 5; do
        in_checkout up --no-start postgres
        directory=$(docker volume inspect --format '{{.Mountpoint}}' "${COMPOSE_PROJECT_NAME}_postgres-data")
        in_checkout start postgres &
        limit=$(($(date +%s) + 60))
        until [ -e "$directory/$1" ] || [ "$(date +%s)" -ge "$limit" ]; do
            sleep 0.02
        done
        kill -KILL "$(inspect postgres '{{.State.Pid}}')"
        wait $!
        [ -e "$directory/lockstep-is-set-up" ] || return 0
        in_checkout down --volumes
    done
    fail "the set-up was too quick to be killed at $1"
}

in_volume() { docker exec --workdir /var/lib/postgresql/data "$(container postgres)" "$@"; }

says_what_to_do() {
    docker logs "$(container postgres)" 2>&1 | grep -q "no mark of a finished set-up: if it has never worked"
}

# A volume that is older than the mark: with the mark set by hand it goes on, its data kept.
volume_without_mark() {
    sql "CREATE TABLE older (than integer)"
    in_volume rm lockstep-is-set-up
    in_checkout restart postgres
    await 60 "the sentence that says what to do" says_what_to_do
    in_checkout stop postgres
    in_checkout run --rm --no-deps --entrypoint touch postgres /var/lib/postgresql/data/lockstep-is-set-up
    in_checkout up --detach postgres
    await 60 "PostgreSQL healthy after its volume was marked" is_healthy postgres
    sql "DROP TABLE older"
    in_checkout down --volumes
}

# Servers on their images' own configuration run, take connections, and are not healthy.
defaults_are_unhealthy() {
    cat >"$work/checkout/defaults.yml" <<'YAML'
services:
  postgres:
    command: [postgres, "--listen-addresses=*"]
  artemis:
    entrypoint: [bash, -euc, "sed 's/^install .*broker.xml.*//' /run/host-config/start.sh >/tmp/start.sh; exec bash /tmp/start.sh run"]
YAML
    in_checkout --file docker-compose.yml --file defaults.yml up --detach postgres artemis
    for service in postgres artemis; do
        await 60 "$service on its default configuration, found out" is_found_out "$service"
        ! is_healthy "$service" || fail "$service is healthy on its default configuration"
    done
    in_checkout --file docker-compose.yml --file defaults.yml down --volumes
}

is_found_out() { inspect "$1" '{{range .State.Health.Log}}{{.Output}}{{end}}' | grep -q '^healthy.sh: '; }
