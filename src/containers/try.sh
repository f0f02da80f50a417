#!/bin/sh
# Runs docker-compose.yml in a real engine, breaks it and audits it; --help says how.
set -eu

usage() {
    cat <<'TEXT'
sh src/containers/try.sh [OPTION]...

Runs the system in containers as the README says, from a copy of this checkout made under umask 077: publishes and drains under
every strategy, kills each container under load, stops all, goes on with the same volumes, audits what was answered against what
is there, and deletes everything again. Prints a line for each step, with its seconds. Exits with 0 if all was as promised, with
1 if not, with 2 if it was called wrongly. Wants root or sudo without a password, and a JDK. Takes about seven minutes.

  --official     with the official base images, from their registries; without it, and where the engine does not have them
                 already, stand-ins are built under their names from Debian's packages and the servers of the local stack
  --first-start  only the faults of a first start: PostgreSQL killed while it is set up, a volume older than the mark of a
                 finished set-up, servers on their default configuration
  --no-install   fails where a package is missing, instead of installing it by apt-get
  --help         this text

An engine that runs is used; else one is started and ended. What it prints in detail is in target/containers/try.log.
TEXT
}

official=''
no_install=''
only_first_start=''
for option; do
    case $option in
        --official) official=yes ;;
        --first-start) only_first_start=yes ;;
        --no-install) no_install=yes ;;
        --help) usage; exit ;;
        *) usage >&2; exit 2 ;;
    esac
done

here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
work=$project/target/containers
cd "$project"
[ -e target/lockstep.war ] || mvn -B -ntp -q -DskipTests package </dev/null
[ "$(id -u)" -eq 0 ] || exec sudo -n --preserve-env=MAVEN_REPOSITORY,HOME sh "$here/try.sh" "$@"
mkdir -p "$work"
rm -rf "$work/answers" "$work/letters" "$work/pgsql"
mkdir "$work/answers"
: >"$work/try.log"
COMPOSE_PROJECT_NAME=lockstep-try
export COMPOSE_PROJECT_NAME

# shellcheck source=src/containers/say.sh
. "$here/say.sh"
# shellcheck source=src/containers/engine.sh
. "$here/engine.sh"
# shellcheck source=src/containers/bases.sh
. "$here/bases.sh"
# shellcheck source=src/containers/checkout.sh
. "$here/checkout.sh"
# shellcheck source=src/containers/load.sh
. "$here/load.sh"
# shellcheck source=src/containers/kill.sh
. "$here/kill.sh"
# shellcheck source=src/containers/audit.sh
. "$here/audit.sh"
# shellcheck source=src/containers/first-start.sh
. "$here/first-start.sh"

current=''
problem=''
load_pids=''
finish() {
    code=$?
    trap - EXIT INT TERM
    set +e
    rm -f "$work/loaded"
    if [ "$code" -ne 0 ]; then
        echo "FAILED: ${current:-before the first step}: ${problem:-a command failed}; $work/try.log says more." >&2
        tail -n 15 "$work/try.log" >&2
        for service in $services; do
            docker logs "$(container "$service")" >"$work/$service.failed.log" 2>&1
        done
    fi
    {
        # shellcheck disable=SC2086 # a list
        [ -z "$load_pids" ] || wait $load_pids
        remove_system
        remove_bases
        stop_engine
    } >>"$work/try.log" 2>&1
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

began_all=$(date +%s)
step "what is needed" install_engine
if docker compose version >/dev/null 2>&1; then compose="docker compose"; else compose=docker-compose; fi
step "engine" start_engine
step "base images" make_bases
step "a checkout under umask 077, with secrets" make_checkout
if [ -n "$only_first_start" ]; then
    step "first start cut short" first_start_cut_short
    step "volume without the mark" volume_without_mark
    step "default configuration is not healthy" defaults_are_unhealthy
else
    step "up --build --detach, all healthy" up --build
    step "a clean start: no warning, no colour codes" clean_start
    step "strategies" ask_strategies
    step "publish and drain under each" publish_and_drain
    for service in $services; do
        step "kill -9 of $service under load" kill_container "$service"
    done
    step "audit" audit
    step "stop, each within its grace period" stop_in_time
    step "down and up, volumes kept" down_and_up
    step "audit" audit
fi
step "down --volumes" remove_system
step "nothing is left" nothing_left
step "engine ended" stop_engine
echo "All as promised, after $(($(date +%s) - began_all)) s."
