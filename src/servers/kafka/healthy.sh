#!/bin/bash
# Healthy means: clients can connect, and the settings in force begin with server.properties of this directory; the image has
# appended the container's own.
set -eu
# The broker opens this port last, when its log is read and its controller has let it in.
exec 3<>/dev/tcp/127.0.0.1/19092
given=/run/host-config/server.properties
head -c "$(wc -c <"$given")" /opt/kafka/config/server.properties | cmp -s "$given" - || {
    echo "healthy.sh: Kafka does not run with server.properties of src/servers/kafka."
    exit 1
}
