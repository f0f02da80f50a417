#!/bin/sh
# Run once by the container image, on an empty volume: the application's own role and database.
set -eu
# Read first: inside the command line a failed read would go unnoticed and make a role without a password.
password=$(cat /run/secrets/postgres.password)
psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 --set password="$password" <<'SQL'
CREATE ROLE lockstep LOGIN PASSWORD :'password';
CREATE DATABASE lockstep OWNER lockstep;
SQL
# The last act: start.sh takes a volume without this mark for one whose set-up was cut short.
touch "$PGDATA/lockstep-is-set-up"
sync "$PGDATA/lockstep-is-set-up" "$PGDATA"
