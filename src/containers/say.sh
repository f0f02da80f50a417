#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: one line for each step, with its seconds; what the step's commands print goes to the log.

# step WHAT COMMAND...   A command that has more to say than that it worked puts it into $remark.
step() {
    current=$1
    shift
    remark=
    began=$(date +%s)
    printf '== %s\n' "$current" >>"$work/try.log"
    "$@" >>"$work/try.log" 2>&1
    printf '%4d s  %s%s\n' $(($(date +%s) - began)) "$current" "${remark:+: $remark}"
    current=
}

# What is wrong, in a sentence; the exit trap says in which step.
fail() {
    problem=$1
    exit 1
}

# await SECONDS WHAT COMMAND...   until the command succeeds
await() {
    limit=$(($(date +%s) + $1))
    what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$limit" ] || fail "not within its time: $what"
        sleep 0.5
    done
}
