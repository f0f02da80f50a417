#!/bin/sh
# Run once by the container image, on an empty volume: the application's own role and database.
set -eu
psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/postgres.password)" <<'SQL'
CREATE ROLE lockstep LOGIN PASSWORD :'password';
CREATE DATABASE lockstep OWNER lockstep;
SQL
