#!/bin/sh
# Runs "mvn verify" several times in a row in this checkout, and adds a line for each run to a table.
#
#   suite.sh [-l] TIMES [argument of Maven ...]
#
# -l keeps one core busy meanwhile. The table is target/repeated.tsv, or what REPEATED names: date, head, machine, JDK,
# load, tests, failures, skipped, seconds. A run that ends before its tests are counted says "build" for failures. The log
# of each run stays in target/repeated. It ends with 1 if a run failed.
set -eu
usage() {
    echo "usage: $0 [-l] TIMES [argument of Maven ...]" >&2
    exit 2
}

load=no
if [ "${1:-}" = -l ]; then
    load=yes
    shift
fi
times=${1:-}
case $times in
'' | *[!0-9]* | 0) usage ;;
esac
shift

cd "$(dirname "$0")/../.."
table=${REPEATED:-target/repeated.tsv}
logs=target/repeated
mkdir -p "$logs" "$(dirname "$table")"
[ -s "$table" ] || printf 'date\thead\tmachine\tJDK\tload\ttests\tfailures\tskipped\tseconds\n' >"$table"

# A head with changes on top is marked by a plus.
head=$(git rev-parse --short HEAD)$(git diff --quiet HEAD || echo +)
machine="$(nproc) cores, $(awk '/^MemTotal/ { printf "%d GB", $2 / 1048576 }' /proc/meminfo)"
jdk=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | awk -F '"' 'NR == 1 { print $2 }')

busy=
# shellcheck disable=SC2317  # called by the trap
stop_load() {
    [ -z "$busy" ] || kill "$busy" 2>/dev/null || true
}
trap stop_load EXIT
trap 'exit 130' INT TERM
if [ $load = yes ]; then
    while :; do :; done &
    busy=$!
fi

# Maven ends each of its two kinds of tests by a line of sums, without the time that each class has.
counted() { # counted LOG
    awk '/Tests run: .*Skipped: [0-9]+$/ {
            gsub(",", ""); found++
            for (i = 1; i < NF; i++) {
                if ($i == "run:") tests += $(i + 1)
                if ($i == "Failures:" || $i == "Errors:") bad += $(i + 1)
                if ($i == "Skipped:") skipped += $(i + 1)
            }
        }
        END { if (found) printf "%d\t%d\t%d", tests, bad, skipped; else printf "0\tbuild\t0" }' "$1"
}

failed=0
run=0
while [ "$run" -lt "$times" ]; do
    run=$((run + 1))
    date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    log=$logs/$date.log
    begin=$(date +%s)
    result=0
    mvn -B -ntp verify "$@" >"$log" 2>&1 || result=$?
    seconds=$(($(date +%s) - begin))
    counts=$(counted "$log")
    if [ "$result" -ne 0 ]; then
        failed=1
        # The build failed although no test did.
        counts=$(printf '%s' "$counts" | awk -F '\t' -v OFS='\t' '$2 == 0 { $2 = "build" } { print }')
    fi
    line=$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%d' "$date" "$head" "$machine" "$jdk" "$load" "$counts" "$seconds")
    printf '%s\n' "$line" >>"$table"
    printf '%d of %d: %s\n' "$run" "$times" "$line"
done
exit $failed
