#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: a checkout as somebody makes it under umask 077, and the system in it, under a name of its own.
services="postgres artemis kafka wildfly"

make_checkout() {
    rm -rf "$work/checkout"
    (
        umask 077
        mkdir -p "$work/checkout/target/servers"
        cp docker-compose.yml .dockerignore "$work/checkout"
        cp -R --no-preserve=mode wildfly-config "$work/checkout"
        mkdir -p "$work/checkout/src"
        cp -R --no-preserve=mode src/servers "$work/checkout/src"
        cp target/lockstep.war "$work/checkout/target"
        cp target/servers/*.jar "$work/checkout/target/servers"
        cd "$work/checkout" || exit
        sh src/servers/make-secrets.sh secrets
    )
    docker volume ls --quiet | sort >"$work/volumes"
}

in_checkout() {
    # shellcheck disable=SC2086 # "docker compose" is two words
    (cd "$work/checkout" && $compose "$@" </dev/null)
}

container() { # container SERVICE   its id, also of one that has ended
    docker ps --all --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" \
        --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False
}

inspect() { # inspect SERVICE FORMAT
    docker inspect --format "$2" "$(container "$1")"
}

is_healthy() { [ "$(inspect "$1" '{{.State.Running}} {{.State.Health.Status}}')" = "true healthy" ]; }

are_healthy() {
    for service in $services; do
        is_healthy "$service" || return 1
    done
    $inside curl --silent --fail --output /dev/null --max-time 15 http://127.0.0.1:9990/health/ready
}

up() { # up OPTIONS...   and healthy
    in_checkout up "$@" --detach
    await 180 "all healthy" are_healthy
}

clean_start() {
    for service in $services; do
        docker logs "$(container "$service")" >"$work/$service.start.log" 2>&1
        if grep -E '\b(WARN|WARNING|ERROR|FATAL|SEVERE)\b' "$work/$service.start.log"; then
            fail "$service complains while it starts, see $work/try.log"
        fi
        ! grep -q "$(printf '\033')" "$work/$service.start.log" || fail "$service prints colour codes, see $work/$service.start.log"
    done
}

# Each server ends by itself: killed at the end of its time it would have 137.
stop_in_time() {
    took=
    for service in wildfly kafka artemis postgres; do
        before=$(date +%s)
        in_checkout stop "$service"
        code=$(inspect "$service" '{{.State.ExitCode}}')
        case $code in
            0 | 130 | 143) ;;
            *) fail "$service ended with $code" ;;
        esac
        took="$took $service $(($(date +%s) - before)) s"
    done
    remark=${took# }
}

# Those that came since the beginning; on somebody's own engine there may be others.
new_volumes() { docker volume ls --quiet | sort | comm -13 "$work/volumes" -; }

down_and_up() {
    in_checkout down
    left=$(new_volumes | tr '\n' ' ')
    name=$COMPOSE_PROJECT_NAME
    [ "$left" = "${name}_artemis-data ${name}_kafka-data ${name}_postgres-data ${name}_wildfly-data " ] ||
        fail "down leaves other volumes than the four: $left"
    up
}

remove_system() {
    [ -d "$work/checkout" ] || return 0
    in_checkout down --volumes --remove-orphans
}

nothing_left() {
    left=$(docker ps --all --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"
        docker network ls --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME")
    [ -z "$left" ] || fail "containers or networks are left: $left"
    left=$(new_volumes)
    [ -z "$left" ] || fail "volumes are left: $left"
    remove_bases
    rm -rf "$work/checkout"
}
