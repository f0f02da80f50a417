#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: a Docker engine to work with. The one that runs is used; else one is started, with a disk area and a
# network of its own, and ended again. So it leaves nothing, and its published ports do not meet those of a local stack.
engine_pid=
inside=

install_engine() { # also what builds the stand-ins
    missing=
    command -v docker >/dev/null && command -v dockerd >/dev/null || missing="$missing docker.io"
    command -v iptables >/dev/null || missing="$missing iptables"
    docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || missing="$missing docker-compose"
    command -v curl >/dev/null || missing="$missing curl"
    if [ -z "$official" ] && [ ! -s "$work/base.tar" ]; then
        command -v mmdebstrap >/dev/null || missing="$missing mmdebstrap"
        [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing="$missing debian-archive-keyring"
    fi
    command -v xz >/dev/null || missing="$missing xz-utils"
    command -v nsenter >/dev/null || missing="$missing util-linux"
    remark=${missing:-all there}
    [ -n "$missing" ] || return 0
    [ -z "$no_install" ] || fail "missing, and not to be installed:$missing"
    command -v apt-get >/dev/null || fail "missing, and only Debian's packages are installed here:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086 # a list
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null
}

start_engine() {
    if docker info >/dev/null 2>&1; then
        remark="the one that runs, $(engine_version)"
        return
    fi
    [ "$(id -u)" -eq 0 ] || fail "no engine runs, and only root can start one: use sudo"
    own=$(mktemp -d /tmp/lockstep-engine.XXXXXX)
    DOCKER_HOST=unix://$own/docker.sock
    export DOCKER_HOST
    mkdir -p "$work/engine"
    # Where the limits of this shell are below the engine's default for containers, they cannot be raised there.
    files=$(awk '/^Max open files/ { print $5 }' /proc/self/limits)
    processes=$(awk '/^Max processes/ { print $4 }' /proc/self/limits)
    network='ip link set lo up; echo 1 >/proc/sys/net/ipv4/ip_forward'
    isolate="unshare --net --mount --fork --kill-child=TERM"
    # With the official images the engine has to reach their registry.
    [ -z "$official" ] || { network=:; isolate=; }
    # shellcheck disable=SC2086 # a command line
    setsid $isolate sh -c "$network"'; exec dockerd "$@"' dockerd --host "$DOCKER_HOST" --data-root "$work/engine" \
        --exec-root "$own/exec" --pidfile "$own/pid" --default-ulimit "nofile=$files:$files" --default-ulimit "nproc=$processes:$processes" \
        </dev/null >"$work/dockerd.log" 2>&1 &
    await 60 "the engine's start, see $work/dockerd.log" docker info
    engine_pid=$(cat "$own/pid")
    [ -n "$official" ] || inside="nsenter --net=/proc/$engine_pid/ns/net"
    remark="one of its own, $(engine_version)"
}

engine_version() {
    echo "Docker $(docker version --format '{{.Server.Version}}'), $($compose version --short 2>/dev/null || echo compose)"
}

stop_engine() {
    [ -n "$engine_pid" ] || return 0
    kill -TERM "$engine_pid"
    for _ in $(seq 120); do
        kill -0 "$engine_pid" 2>/dev/null || break
        sleep 0.5
    done
    engine_pid=
    rm -rf "$work/engine" "$own"
}
