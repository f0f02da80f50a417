#!/bin/bash
# What the official entrypoint documents: an instance is made where there is none, and what lies in etc-override is copied over
# its configuration, whether the copy works or not.
set -e
login=--require-login
[ "$ANONYMOUS_LOGIN" != true ] || login=--allow-anonymous
if [ ! -f etc/broker.xml ]; then
    # shellcheck disable=SC2086 # several options in one variable
    /opt/activemq-artemis/bin/artemis create --user "$ARTEMIS_USER" --password "$ARTEMIS_PASSWORD" --silent $login $EXTRA_ARGS .
    for file in etc-override/*; do
        cp "$file" etc || :
    done
fi
exec bin/artemis "$@"
