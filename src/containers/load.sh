#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: publishes and drains from outside, as any client would, and notes what was answered.
api=http://127.0.0.1:8080/lockstep/api

call() { # call USER CURL_ARGUMENTS...   prints the answer, then a line with its status
    user=$1
    shift
    $inside curl --silent --max-time 30 --user "$user:$(cat "$work/checkout/secrets/$user.password")" \
        --write-out '\n%{http_code}\n' "$@" || :
}

# A line for each strategy: its name, true or false for both or neither, its broker.
ask_strategies() {
    call publisher "$api/strategies" | tr '{' '\n' |
        sed -n 's/^"name":"\([^"]*\)","broker":"\([^"]*\)","atomic":\([a-z]*\).*/\1 \3 \2/p' >"$work/strategies"
    remark=$(cut -d' ' -f1 "$work/strategies" | tr '\n' ' ')
    [ -n "$remark" ] || fail "GET /api/strategies names none"
}

strategies() { cut -d' ' -f1 "$work/strategies"; }
atomic_strategies() { sed -n 's/ true .*//p' "$work/strategies"; }

event() { printf '{"id":"%s","recipient":"r","title":"t","body":"b"}' "$1"; }

publish() { # publish STRATEGY ID   notes strategy, id and status; prints the status
    status=$(call publisher --header 'Content-Type: application/json' --data "$(event "$2")" --output /dev/null \
        "$api/$1/push-events" | tail -n 1)
    printf '%s\t%s\t%s\n' "$1" "$2" "$status" >>"$work/answers/$1"
    echo "$status"
}

drain() { # drain STRATEGY   until nothing remains
    for _ in $(seq 20); do
        answer=$(call operator --request POST "$api/$1/dead-letters/drain?max=1000&batch=5")
        case $answer in *'"remaining":0'*) return ;; esac
        sleep 0.5
    done
    fail "the drain of $1 came to no end: $answer"
}

put_letters() { # put_letters BROKER PREFIX COUNT
    for number in $(seq "$3"); do
        echo "$2-$number" >>"$work/letters"
        event "$2-$number"
        echo
    done >"$work/to-put"
    case $1 in
        *Kafka)
            $inside java -cp "$project/target/servers/kafka/libs/*" "$project/src/containers/Letters.java" 127.0.0.1:9092 \
                push.events.dlq <"$work/to-put"
            ;;
        *)
            while read -r letter; do
                put_in_artemis "$letter"
            done <"$work/to-put"
            ;;
    esac
}

put_in_artemis() { # by the console's API; 3 is a text message
    text=$(printf '%s' "$1" | sed 's/"/\\"/g')
    answer=$($inside curl --silent --max-time 10 --user "lockstep:$(cat "$work/checkout/secrets/artemis.password")" \
        --header 'Origin: http://127.0.0.1:8161' --header 'Content-Type: application/json' \
        http://127.0.0.1:8161/console/jolokia/ --data @- <<JSON
{"type":"exec",
 "mbean":"org.apache.activemq.artemis:broker=\"lockstep\",component=addresses,address=\"push.events.dlq\"",
 "operation":"sendMessage(java.util.Map,int,java.lang.String,boolean,java.lang.String,java.lang.String)",
 "arguments":[{},3,"$text",true,"lockstep","$(cat "$work/checkout/secrets/artemis.password")"]}
JSON
    )
    case $answer in *'"status":200'*) ;; *) fail "Artemis did not take a letter: $answer" ;; esac
}

# While nothing is broken every strategy answers 201, and drains what is put in.
publish_and_drain() {
    while read -r strategy _ broker; do
        for number in 1 2 3 4 5; do
            status=$(publish "$strategy" "quiet-$strategy-$number")
            [ "$status" = 201 ] || fail "$strategy answers $status to a publish"
        done
        put_letters "$broker" "letter-$strategy" 5
        drain "$strategy"
        stored=$(sql "SELECT count(*) FROM push_event WHERE strategy = '$strategy' AND id LIKE 'letter-%'")
        [ "$stored" = 5 ] || fail "$strategy stored $stored of 5 letters"
    done <"$work/strategies"
}

# A publisher for each strategy, and a drain for each that promises both or neither: what the others lose of a letter
# could not be told from what these do. All write where the audit reads; they end when the file "loaded" is gone.
start_load() {
    touch "$work/loaded"
    load_pids=
    for strategy in $(strategies); do
        publish_on "$strategy" "$1" &
        load_pids="$load_pids $!"
    done
    for strategy in $(atomic_strategies); do
        drain_on "$strategy" &
        load_pids="$load_pids $!"
    done
}

publish_on() {
    number=0
    while [ -e "$work/loaded" ]; do
        number=$((number + 1))
        publish "$1" "$2-$1-$number" >/dev/null
        sleep 0.2
    done
}

drain_on() {
    while [ -e "$work/loaded" ]; do
        call operator --request POST "$api/$1/dead-letters/drain?max=10&batch=5" >/dev/null
        sleep 1
    done
}

stop_load() {
    rm -f "$work/loaded"
    # shellcheck disable=SC2086 # a list
    wait $load_pids
    load_pids=
}

# Since when does every strategy answer 201 again? Only what was asked after this call counts.
all_answer() {
    for strategy in $(strategies); do
        [ "$(publish "$strategy" "again-$1-$strategy-$(date +%s%N)")" = 201 ] || return 1
    done
}
