#!/bin/bash
# Starts Artemis in the container: as root it hands over what the broker's own user needs, then runs the image's entrypoint
# as that user.
set -eu
cd /var/lib/artemis-instance
# The configuration is made anew at each start, so it is always that of broker.xml and of the secret; data/, the journal,
# stays.
rm -rf etc bin etc-override
# The image copies what it finds in etc-override over the configuration that it has made, and ignores a copy that fails.
install -d -o artemis -g artemis -m 0755 etc-override
install -o artemis -g artemis -m 0444 /run/host-config/broker.xml etc-override/broker.xml
chown artemis:artemis .
# The image takes the password from the environment only. For a second or two it also stands on the command line of
# "artemis create"; the file that this writes holds a hash.
ARTEMIS_PASSWORD=$(cat /run/host-secrets/artemis.password)
export ARTEMIS_PASSWORD
exec setpriv --reuid=artemis --regid=artemis --init-groups /docker-run.sh "$@"
