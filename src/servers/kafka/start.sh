#!/bin/bash
# Starts Kafka in the container: as root it hands over what the broker's own user needs, then runs the image's command as
# that user.
set -eu
# The image copies these with their modes and then appends its KAFKA_ variables, so their owner may write.
for name in server.properties log4j2.yaml; do
    install -o appuser -m 0644 "/run/host-config/$name" "/mnt/shared/config/$name"
done
export HOME=/home/appuser
exec chroot --userspec=appuser --skip-chdir / "$@"
