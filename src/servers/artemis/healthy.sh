#!/bin/bash
# Healthy means: clients can connect, and the broker at work is the one of broker.xml, whose name is lockstep. A broker with
# the image's own configuration has another name.
set -eu
# The broker opens this port last, when its journal is read and its queues are there.
exec 3<>/dev/tcp/127.0.0.1/61616
exec 3>&-
login=$(printf 'lockstep:%s' "$(cat /run/host-secrets/artemis.password)" | base64 --wrap=0)
exec 3<>/dev/tcp/127.0.0.1/8161
printf 'GET /console/jolokia/read/%s HTTP/1.0\r\nHost: 127.0.0.1:8161\r\nOrigin: http://127.0.0.1:8161\r\nAuthorization: Basic %s\r\n\r\n' \
    'org.apache.activemq.artemis:broker=%22lockstep%22/Active' "$login" >&3
answer=$(cat <&3)
[[ $answer == *'"value":true'* ]] || {
    echo "healthy.sh: no broker named lockstep is active: broker.xml of src/servers/artemis is not in force."
    exit 1
}
