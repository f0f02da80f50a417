#!/bin/sh
# Healthy means: the application can log in, over TCP, and the configuration in force is postgresql.conf of this directory.
# While it is being set up the server answers on its socket only.
set -eu
PGPASSWORD=$(cat /run/secrets/postgres.password)
PGCONNECT_TIMEOUT=3
export PGPASSWORD PGCONNECT_TIMEOUT
in_force=$(psql --no-psqlrc --no-align --tuples-only --host=127.0.0.1 --username=lockstep --dbname=lockstep \
    --command="SELECT current_setting('lockstep.configuration', true)")
[ "$in_force" = lockstep ] || {
    echo "healthy.sh: PostgreSQL does not run with postgresql.conf of src/servers/postgres."
    exit 1
}
