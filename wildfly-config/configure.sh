#!/bin/sh
# Makes standalone/configuration/lockstep.xml out of the distribution's standalone-full.xml, offline, by one CLI script
# per concern. The local stack and the container image run this same file.
#
#   configure.sh WILDFLY_HOME POSTGRESQL_DRIVER_JAR LOCKSTEP_POSTGRES_JAR
#
# Both jars come from "mvn package": target/servers/postgresql.jar and target/servers/lockstep-postgres.jar. The second
# holds the XA data source that datasource.cli names; its Javadoc says what the driver's own one gets wrong.
set -eu
[ $# -eq 3 ] || { echo "usage: $0 WILDFLY_HOME POSTGRESQL_DRIVER_JAR LOCKSTEP_POSTGRES_JAR" >&2; exit 2; }
home=$(cd "$1" && pwd)
driver=$2:$3
here=$(cd "$(dirname "$0")" && pwd)
config=$home/standalone/configuration

# The CLI is not idempotent: always begin with a fresh copy.
cp "$config/standalone-full.xml" "$config/lockstep.xml"
rm -rf "$home/modules/org/postgresql"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
script=$work/all.cli
# The CLI opens the users' files while it checks the security realm: empty ones will do here.
touch "$work/users.properties" "$work/roles.properties"
export LOCKSTEP_SECRETS="$work"
{
    echo "module add --name=org.postgresql --resources=$driver --dependencies=java.se,jdk.xml.dom,jakarta.transaction.api,org.jboss.ironjacamar.jdbcadapters"
    echo "embed-server --server-config=lockstep.xml --std-out=discard"
    for concern in trim datasource messaging transactions saga security observability http; do
        cat "$here/$concern.cli"
    done
    echo "stop-embedded-server"
} >"$script"
"$home/bin/jboss-cli.sh" --file="$script" >"$config/lockstep.log" 2>&1 || {
    cat "$config/lockstep.log" >&2
    echo "configure.sh: the CLI refused a line; see above. $config/lockstep.xml is not usable." >&2
    rm -f "$config/lockstep.xml"
    exit 1
}
rm -rf "$config/standalone_xml_history"

# What standalone.sh starts logs by this file until it has read lockstep.xml: as observability.cli says, from the first line on.
boot=$config/logging.properties
quiet=org.wildfly.clustering.web.undertow
grep -q "^logger.$quiet.level" "$boot" || {
    sed -e 's/^logger.handlers=.*/logger.handlers=CONSOLE/' \
        -e 's/^handler.CONSOLE.formatter=.*/handler.CONSOLE.formatter=PATTERN/' \
        -e "s/^loggers=.*/&,$quiet/" "$boot" >"$work/boot"
    printf '\nlogger.%s.level=ERROR\nlogger.%s.useParentHandlers=true\n' "$quiet" "$quiet" >>"$work/boot"
    cat "$work/boot" >"$boot"
}
