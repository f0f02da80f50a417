#!/bin/sh
# Starts WildFly in the container: takes the secrets over, gives root up, runs the server with the arguments given.
set -eu

given=/run/host-secrets
secrets=${LOCKSTEP_SECRETS:-/run/secrets}

fail() {
    echo "entrypoint.sh: $1" >&2
    exit 1
}

# A file secret is mounted as it is on the host: mode 0600, owned by whoever made it, so that only root can read it here.
# As root, copy each into memory (a tmpfs) for the server's user alone; then run this script again as that user.
if [ "$(id -u)" -eq 0 ]; then
    for name in postgres.password artemis.password users.properties roles.properties; do
        [ -s "$given/$name" ] || fail "$given/$name is missing or empty: run src/servers/make-secrets.sh first."
        install -o jboss -g jboss -m 0400 "$given/$name" "$secrets/$name"
    done
    export HOME=/opt/jboss
    exec chroot --userspec=jboss --skip-chdir / "$0" "$@"
fi

# Recovery touches only the transactions of its own node identifier. Under another name the ones that this log holds would
# stay in doubt for ever, so the log remembers the name.
node=${LOCKSTEP_NODE_ID:-}
[ -n "$node" ] || fail "set LOCKSTEP_NODE_ID to a name that no other server has and that never changes."
[ "${#node}" -le 23 ] || fail "LOCKSTEP_NODE_ID may have 23 characters at most: $node"
owner=$JBOSS_HOME/standalone/data/lockstep-node-id
if [ -s "$owner" ] && [ "$(cat "$owner")" != "$node" ]; then
    fail "this transaction log belongs to node $(cat "$owner"), not to $node: set LOCKSTEP_NODE_ID back, or use another volume."
fi
printf '%s\n' "$node" >"$owner"

# From the environment of this process only: neither the image nor "docker inspect" shows them.
POSTGRES_PASSWORD=$(cat "$secrets/postgres.password")
ARTEMIS_PASSWORD=$(cat "$secrets/artemis.password")
export POSTGRES_PASSWORD ARTEMIS_PASSWORD

exec "$JBOSS_HOME/bin/standalone.sh" "$@"
