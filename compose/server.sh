#!/bin/sh
# Starts the server: the entry of the server image, and on a host without an engine (setup.sh).
#   server.sh           run; SIGTERM ends it gracefully
#   server.sh engine-proxy LISTEN ENGINE   let through to the engine's socket what the server needs, and no more
#   server.sh prepare   unpack Payara once and archive its classes, so that later starts take half the time
#
#   ATELIER_HOME   where payara-micro.jar and ROOT.war are, and where Payara is unpacked   (target/)
#   ATELIER_DATA   everything that outlives the server                                     (data/)
#   ATELIER_PORT, ATELIER_BIND   what it listens on                                        (8090, 127.0.0.1)
#   ATELIER_HEAP   the most memory for Java objects                                        (512m)
#   JAVA_OPTS      further options of the virtual machine
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")

# On a host the settings are in .env; what the environment says goes before it.
if [ -r "$top/.env" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      [A-Z]*=?*) eval "[ \"\${${line%%=*}+set}\" ]" || export "${line?}" ;;
    esac
  done <"$top/.env"
fi
# A name without a value counts as not set at all.
for name in $(env | sed -n 's/^\([A-Z][A-Z_]*\)=$/\1/p'); do unset "$name"; done

absolute() { case $1 in /*) echo "$1" ;; *) echo "$top/$1" ;; esac; }
home=$(absolute "${ATELIER_HOME:-target}")
ATELIER_DATA=$(absolute "${ATELIER_DATA:-data}")
ATELIER_PLUGINS=$(absolute "${ATELIER_PLUGINS:-$ATELIER_DATA/plugins}")
ATELIER_ENGINE_CERTS=$(absolute "${ATELIER_ENGINE_CERTS:-$ATELIER_DATA/certs}")
: "${ATELIER_PORT:=8090}" "${ATELIER_BIND:=127.0.0.1}"
: "${ATELIER_DESKTOP_DIR:=$top/desktop}"
export LANG="${LANG:-C.UTF-8}"
export ATELIER_DATA ATELIER_PLUGINS ATELIER_ENGINE_CERTS ATELIER_PORT ATELIER_BIND ATELIER_DESKTOP_DIR
payara=$home/payara
archive=$home/payara-classes.jsa
# Little memory and a quick start before the last bit of speed.
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx${ATELIER_HEAP:-512m} -Xshare:auto \
  -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true -Dfile.encoding=UTF-8"

# A second server would pull the first one's files away. The lock ends with the process, however that ends.
hold_home() {
  command -v flock >/dev/null || return 0
  exec 8>"$home/lock"
  if ! flock -w 5 8; then
    echo "server.sh: a server already runs from $home; stop it first, or give this one an ATELIER_HOME of its own" >&2
    exit 75
  fi
}

unpack() {
  if [ -e "$payara/config.pristine" ] && [ -e "$payara/launch-micro.jar" ] \
    && [ -z "$(find "$home/payara-micro.jar" -newer "$payara/launch-micro.jar" 2>/dev/null)" ]; then
    return
  fi
  # What says that all is there goes first, and at once.
  rm -rf "$payara/config.copy"
  [ ! -e "$payara/config.pristine" ] || mv "$payara/config.pristine" "$payara/config.copy"
  rm -rf "$payara" "$archive"
  java -jar "$home/payara-micro.jar" --rootdir "$payara" --outputlauncher >/dev/null
  cp -Rp "$payara/config" "$payara/config.copy"
  mv "$payara/config.copy" "$payara/config.pristine"
}

# As a directory the application starts sooner than as an archive, which Payara would unpack at each start.
explode() {
  app=$home/ROOT.war
  command -v unzip >/dev/null || return 0
  if [ ! -e "$home/app.done" ] || [ -n "$(find "$home/ROOT.war" -newer "$home/app.done" 2>/dev/null)" ]; then
    rm -rf "$home/app" "$home/app.done"
    unzip -q "$home/ROOT.war" -d "$home/app"
    touch "$home/app.done"
  fi
  app=$home/app
}

# What Payara has no option for on its command line.
preboot() {
  cat "$here/payara/preboot.txt"
  echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=$ATELIER_BIND"
}

# Without any token whoever reaches the server may do everything. In a container its port is bound by the engine, and
# the server itself answers nobody but its own machine then.
guard_open() {
  if [ -n "${ATELIER_API_TOKEN:-}${DESTINY_API_TOKEN:-}${MP_JWT_VERIFY_PUBLICKEY:-}${MP_JWT_VERIFY_PUBLICKEY_LOCATION:-}" ] \
    || [ "${ATELIER_ALLOW_OPEN:-}" = true ] || [ -e /.dockerenv ]; then
    return
  fi
  case $ATELIER_BIND in
    127.* | localhost | ::1) ;;
    *)
      echo "server.sh: no token is set, so the server listens on 127.0.0.1 only; set ATELIER_API_TOKEN, or ATELIER_ALLOW_OPEN=true" >&2
      ATELIER_BIND=127.0.0.1
      ;;
  esac
}

# Payara notes in its root what was deployed: after any stop it would start that beside the new deployment,
# and two of ours cannot share a database. What a killed server left in its temporary directory goes too.
forget_last_run() {
  rm -rf "$payara/config" "$payara/applications" "$payara/generated" "$payara/tmp"
  cp -Rp "$payara/config.pristine" "$payara/config"
  mkdir "$payara/tmp"
}

run() {
  unpack
  explode
  guard_open
  forget_last_run
  mkdir -p "$ATELIER_DATA"
  # Ours alone: the database, screenshots and homes are in there.
  chmod 0700 "$ATELIER_DATA"
  preboot >"$payara/preboot.txt"
  # From / a data directory means the same with "./" before it and without.
  cd /
  # shellcheck disable=SC2086 # options are words
  exec java $flags "-Djava.io.tmpdir=$payara/tmp" "$@" ${JAVA_OPTS:-} -jar "$payara/launch-micro.jar" \
    --deploy "$app" --contextroot / --port "$ATELIER_PORT" --nocluster --disablephonehome \
    --prebootcommandfile "$payara/preboot.txt"
}

# A trial knows nothing of what is set for the server: its database, its keys, its plug-ins.
forget_settings() {
  for name in $(env | sed -n 's/^\([A-Z][A-Z0-9_]*\)=.*/\1/p'); do
    case $name in
      PATH | HOME | LANG | LC_* | LD_* | TZ | TMPDIR | JAVA_* | ATELIER_DESKTOP_DIR) ;;
      *) unset "$name" ;;
    esac
  done
}

# One start and stop on a spare port with data of its own, to learn which classes a start needs.
prepare() {
  unpack
  rm -f "$archive"
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  (
    spare=${ATELIER_PREPARE_PORT:-18299}
    forget_settings
    export ATELIER_DATA="$scratch" ATELIER_PLUGINS="$scratch/plugins" ATELIER_PORT="$spare" ATELIER_BIND=127.0.0.1
    run "-XX:ArchiveClassesAtExit=$archive"
  ) >"$scratch/log" 2>&1 &
  server=$!
  left=240
  until grep -q 'ready in' "$scratch/log"; do
    left=$((left - 1))
    if [ $left = 0 ] || ! kill -0 $server 2>/dev/null; then
      echo "server.sh: the trial start did not succeed, later starts will be slower; it said:" >&2
      tail -n 20 "$scratch/log" >&2
      kill $server 2>/dev/null || true
      return 0
    fi
    sleep 1
  done
  kill $server
  wait $server || true
  [ -e "$archive" ] || echo "server.sh: no class archive was made, later starts will be slower" >&2
}

case ${1:-run} in
  prepare)
    hold_home
    prepare
    ;;
  run)
    hold_home
    if [ -e "$archive" ]; then run "-XX:SharedArchiveFile=$archive"; else run; fi
    ;;
  engine-proxy)
    # Beside the server, not within: its lock and its settings are none of this program's.
    exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m \
      -cp "$home/app/WEB-INF/classes:$home/app/WEB-INF/lib/*" dev.atelier.engineproxy.EngineProxy "$2" "$3"
    ;;
  *)
    echo "usage: server.sh [run|prepare|engine-proxy LISTEN ENGINE]" >&2
    exit 64
    ;;
esac
