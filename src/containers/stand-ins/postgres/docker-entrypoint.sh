#!/bin/bash
# What the official entrypoint documents: root only prepares; an empty directory is set up by initdb and by the scripts of
# /docker-entrypoint-initdb.d, on a server that listens on its socket alone; PG_VERSION says that there is something already.
set -Eeuo pipefail
if [ "$(id -u)" = 0 ]; then
    chown -R postgres "$PGDATA"
    chmod 700 "$PGDATA"
    POSTGRES_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
    export POSTGRES_PASSWORD
    exec gosu postgres "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    # shellcheck disable=SC2086 # several options in one variable
    initdb --username=postgres --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") $POSTGRES_INITDB_ARGS
    printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
    export POSTGRES_USER=postgres POSTGRES_DB=postgres PGPASSWORD=$POSTGRES_PASSWORD
    pg_ctl -D "$PGDATA" -o "$(printf '%q ' "${@:2}" -c listen_addresses=)" -w start
    for script in /docker-entrypoint-initdb.d/*.sh; do
        "$script"
    done
    pg_ctl -D "$PGDATA" -m fast -w stop
    unset PGPASSWORD
fi
unset POSTGRES_PASSWORD
exec "$@"
