#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: compares what was answered with what is stored and delivered.

sql() { # sql QUERY
    echo "$1" | run_sql
}

run_sql() { # what is on standard input
    docker exec --interactive "$(container postgres)" sh -euc '
        PGPASSWORD=$(cat /run/secrets/postgres.password) exec psql --no-psqlrc --no-align --tuples-only --quiet \
            --set=ON_ERROR_STOP=1 --field-separator=" " --host=127.0.0.1 --username=lockstep --dbname=lockstep'
}

# Prints a line for each strategy, and one for the letters; see audit.sql.
count_sides() {
    {
        echo 'CREATE TEMP TABLE asked (strategy text, id text, status text); COPY asked FROM STDIN;'
        cat "$work"/answers/*
        echo '\.'
        echo 'CREATE TEMP TABLE letter (id text); COPY letter FROM STDIN;'
        cat "$work/letters"
        echo '\.'
        cat "$project/src/containers/audit.sql"
    } | run_sql >"$work/audit"
}

# What was acknowledged is there on both sides, under every strategy. One that promises both or neither leaves no half, sends
# nothing twice to the consumer, and has nothing of what it answered as rolled back.
is_clean() {
    count_sides || return 1
    while read -r strategy _ acknowledged lost half doubled undead; do
        [ "$lost" = 0 ] || return 1
        [ "$strategy" != nothing-on-its-way ] || continue
        if [ "$strategy" = letters ] || grep -q "^$strategy true " "$work/strategies"; then
            [ "$half$doubled$undead" = 000 ] || return 1
        fi
        [ "$acknowledged" -gt 0 ] || return 1
    done <"$work/audit"
}

audit() {
    for strategy in $(atomic_strategies); do
        drain "$strategy"
    done
    await 120 "a clean audit, see $work/audit" is_clean
    awk '$1 == "nothing-on-its-way" { next }
        { asked += $2; good += $3; half += $5; doubled += $6
          if ($5 + $6 + $7 > 0) odd = odd sprintf("; %s: %d half, %d doubled, %d undead", $1, $5, $6, $7) }
        END { printf "%d asked, %d acknowledged, 0 lost%s\n", asked, good, odd }' "$work/audit" >"$work/verdict"
    remark=$(cat "$work/verdict")
    cat "$work/audit"
}
