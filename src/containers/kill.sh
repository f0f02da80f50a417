#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: kills each container's first process under load; the engine has to start it again.

kill_container() { # kill_container SERVICE
    while read -r _ _ broker; do
        echo "$broker"
    done <"$work/strategies" | sort -u >"$work/brokers"
    while read -r broker; do
        put_letters "$broker" "letter-$1-$(echo "$broker" | tr -dc A-Za-z)" 15
    done <"$work/brokers"
    start_load "killed-$1"
    sleep 2
    victim=$(inspect "$1" '{{.State.Pid}}')
    at=$(date +%s)
    # Not "docker kill": what its owner has killed the engine does not start again.
    kill -KILL "$victim"
    await 60 "$1 started again" is_another "$1" "$victim"
    await 120 "all healthy after $1 was killed" are_healthy
    healthy=$(($(date +%s) - at))
    await 90 "201 under every strategy after $1 was killed" all_answer "$1"
    stop_load
    remark="healthy again after $healthy s, 201 under every strategy after $(($(date +%s) - at)) s"
}

is_another() {
    pid=$(inspect "$1" '{{.State.Pid}}')
    [ "$pid" != "$2" ] && [ "$pid" != 0 ]
}
