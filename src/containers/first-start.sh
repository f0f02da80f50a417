# Sourced by try.sh: what can go wrong at the first start, and that the health checks find out.

# Killed before its set-up is finished, PostgreSQL says what to do, and what it says helps.
first_start_cut_short() {
    for moment in "initdb at work" "no database yet"; do
        in_checkout up --detach postgres
        case $moment in
            init*) await 60 "the first file of the database" in_volume test -e PG_VERSION ;;
            *) await 60 "the server of the set-up" in_volume test -e postmaster.pid ;;
        esac
        kill -KILL "$(inspect postgres '{{.State.Pid}}')"
        sleep 1
        if in_volume test -e lockstep-is-set-up; then
            fail "the kill came too late: $moment"
        fi
        await 60 "the sentence that says what to do" says_what_to_do
        ! is_healthy postgres || fail "PostgreSQL is healthy on half a set-up: $moment"
        in_checkout down --volumes
    done
    in_checkout up --detach postgres
    await 60 "PostgreSQL healthy after its volume was deleted" is_healthy postgres
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
