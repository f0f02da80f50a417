#!/bin/sh
# Starts PostgreSQL in the container: as root it hands over what the server's own user needs, then runs the image's entrypoint.
set -eu
config=/run/host-config
secrets=/run/host-secrets
data=${PGDATA:-/var/lib/postgresql/data}
mark=$data/lockstep-is-set-up

# The image sets up an empty volume only. A set-up that was cut short leaves one that is not empty and never becomes right.
if [ -n "$(ls -A "$data")" ] && [ ! -e "$mark" ]; then
    echo "start.sh: the volume postgres-data has no mark of a finished set-up: if it has never worked, its first start was cut" \
        "short, so delete all volumes (docker compose down --volumes) and start again; if it has worked, it is older than the" \
        "mark, so set it (docker compose run --rm --no-deps --entrypoint touch postgres $mark)." >&2
    exit 1
fi

install -D -o postgres -g postgres -m 0444 "$config/postgresql.conf" /etc/postgresql/postgresql.conf
install -D -m 0555 "$config/create-database.sh" /docker-entrypoint-initdb.d/create-database.sh
# The image reads the superuser's password as root, but runs create-database.sh as its user postgres.
install -o postgres -g postgres -m 0400 "$secrets/postgres.password" /run/secrets/postgres.password
exec docker-entrypoint.sh "$@"
