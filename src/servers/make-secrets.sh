#!/bin/sh
# Generates every password of one installation into DIR, readable by the owner alone. Existing ones are kept.
# The local stack and docker-compose.yml read the same files.
#
#   make-secrets.sh DIR
set -eu
[ $# -eq 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
umask 077
mkdir -p "$1"
cd "$1"
password() { od -An -N18 -tx1 /dev/urandom | tr -d ' \n'; }
for name in postgres-superuser postgres artemis publisher operator; do
    [ -s "$name.password" ] || password >"$name.password"
done
printf 'publisher=%s\noperator=%s\n' "$(cat publisher.password)" "$(cat operator.password)" >users.properties
printf 'publisher=publisher\noperator=operator\n' >roles.properties
