#!/usr/bin/env bash
# Sets Atelier OS up on this machine and starts it; safe to run again. See --help.
set -euo pipefail

usage() {
  cat <<'END'
Sets Atelier OS up on this Debian or Ubuntu machine and starts it. Run it again at any time.

  ./setup.sh [options]

  --yes               ask nothing; a console password is made
  --port N            serve on port N (default 8090, or what .env says)
  --runtime docker    desktops in containers; fail where no engine can run
  --runtime local     desktops as processes of this machine, without an engine
  --desktop-image     only the engine and the image of the desktops, which the tests need
  --down              stop the server and all desktops; nothing is lost
  --help              this text

MIRROR names a Debian mirror to make the base image from, where it cannot be pulled.
END
}

top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$top"
began=$SECONDS
yes=false
down=false
only_desktop_image=false
port=
runtime=
steps=7
step=0
title="the beginning"
log=

while [ $# -gt 0 ]; do
  case $1 in
    --yes | -y) yes=true ;;
    --down) down=true ;;
    --desktop-image) only_desktop_image=true ;;
    --port) port=${2:-} && shift ;;
    --port=*) port=${1#*=} ;;
    --runtime) runtime=${2:-} && shift ;;
    --runtime=*) runtime=${1#*=} ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      echo "setup.sh does not know \"$1\". ./setup.sh --help lists what it does." >&2
      exit 64
      ;;
  esac
  shift || true
done

# --- Talking ----------------------------------------------------------------------------------------

say() { printf '%s\n' "$*"; }
note() { printf '          %s\n' "$*"; }

announce() {
  step=$((step + 1))
  title=$1
  printf 'Step %d of %d: %s\n' "$step" "$steps" "$title"
}

# fail WHAT WAY-OUT
fail() {
  told=true
  {
    printf '\nThis did not work: %s\n' "$1"
    if [ -n "$log" ] && [ -s "$log" ]; then
      printf 'The last lines of %s:\n' "$log"
      tail -n 8 "$log" | sed 's/^/    /'
    fi
    printf '\nWhat to do: %s\n' "$2"
    printf 'Nothing that was there before is lost. Then run ./setup.sh again: it goes on where it stopped.\n'
  } >&2
  exit 1
}

# No end without words.
told=false
farewell() {
  local code=$?
  [ $code = 0 ] || $told || fail "step $step, $title (code $code)" "look at the lines above${log:+ and at $log}"
}
trap farewell EXIT
trap 'told=true; printf "\nStopped. Run ./setup.sh again to go on.\n" >&2; exit 130' INT TERM

# work NAME COMMAND…: runs it with its output in a log, and shows that it goes on.
work() {
  local name=$1 from=$SECONDS shown=0 code=0 last
  shift
  log=$logs/$name.log
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  local pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.5
    if [ -t 1 ]; then
      last=$(tail -n 1 "$log" | tr -cd '[:print:]' | cut -c1-60)
      printf '\r\033[K          %d s  %s' $((SECONDS - from)) "$last"
    elif [ $((SECONDS - from - shown)) -ge 15 ]; then
      shown=$((SECONDS - from))
      note "still at it, $shown s"
    fi
  done
  [ -t 1 ] && printf '\r\033[K'
  wait "$pid" || code=$?
  [ $code = 0 ] && note "done in $((SECONDS - from)) s"
  return $code
}

# --- This machine -----------------------------------------------------------------------------------

has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  has apt-get || return 1
  as_root apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

available() { apt-cache show "$1" >/dev/null 2>&1; }

# The value of a name in .env.
setting() {
  [ -r .env ] || return 0
  sed -n "s/^$1=//p" .env | tail -n 1
}

# keep NAME VALUE: writes it into .env, whose values hold no newline.
keep() {
  local next
  next=$(mktemp ./.env.XXXXXX)
  NAME=$1 VALUE=$2 awk '
    BEGIN { name = ENVIRON["NAME"] "="; line = name ENVIRON["VALUE"] }
    index($0, name) == 1 { if (!done) print line; done = 1; next }
    { print }
    END { if (!done) print line }' .env >"$next"
  chmod 0600 "$next"
  mv "$next" .env
}

secret() {
  local length=$1
  LC_ALL=C tr -dc 'a-km-zA-HJ-NP-Z2-9' </dev/urandom 2>/dev/null | head -c "$length" || true
}

# Who listens on a port of this machine, in words; nothing if nobody does.
holder() {
  local hex inode owner pid
  hex=$(printf '%04X' "$1")
  inode=$(awk -v port=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }' \
    /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [ -n "$inode" ] || return 0
  if engine_answers; then
    owner=$(docker_ ps --filter "publish=$1" --format '{{.Names}}' 2>/dev/null | head -n 1)
    if [ -n "$owner" ]; then
      echo "container $owner"
      return 0
    fi
  fi
  owner=$(as_root find /proc/[0-9]*/fd -lname "socket:\\[$inode\\]" 2>/dev/null | head -n 1 || true)
  pid=${owner#/proc/}
  pid=${pid%%/*}
  if [ -n "$pid" ]; then
    echo "process $pid ($(tr '\0' ' ' <"/proc/$pid/cmdline" | cut -c1-80))"
  else
    echo "a process of another user"
  fi
}

# --- The engine -------------------------------------------------------------------------------------

docker_=(docker)
docker_() { "${docker_[@]}" "$@"; }

engine_answers() {
  has docker || return 1
  timeout 10 "${docker_[@]}" version --format '{{.Server.Version}}' >/dev/null 2>&1 && return 0
  if [ "$(id -u)" != 0 ] && has sudo && sudo -n true 2>/dev/null \
    && timeout 10 sudo docker version --format '{{.Server.Version}}' >/dev/null 2>&1; then
    docker_=(sudo docker)
    return 0
  fi
  return 1
}

start_engine() {
  if [ -d /run/systemd/system ]; then
    as_root systemctl enable --now docker
  elif [ -x /etc/init.d/docker ] && as_root service docker start && sleep 2 && engine_answers; then
    return 0
  else
    as_root sh -c "setsid nohup dockerd >>'$logs/dockerd.log' 2>&1 </dev/null &"
  fi
  local left=30
  until engine_answers; do
    left=$((left - 1))
    [ $left -gt 0 ] || return 1
    sleep 1
  done
}

find_compose() {
  if docker_ compose version >/dev/null 2>&1; then
    compose=("${docker_[@]}" compose)
  elif has docker-compose; then
    compose=(docker-compose)
    [ "${docker_[0]}" != sudo ] || compose=(sudo docker-compose)
  else
    return 1
  fi
}

filtered() { [ "$(setting ATELIER_ENGINE_FILTER)" = true ]; }
compose_() {
  local files=(-f compose/docker-compose.yml)
  ! filtered || files+=(-f compose/filtered-engine.yml)
  "${compose[@]}" "${files[@]}" --profile with-tls "$@"
}

prepare_engine() {
  if engine_answers; then
    note "Docker $(docker_ version --format '{{.Server.Version}}') answers"
  else
    if ! has dockerd; then
      note "there is no Docker engine yet: installing the distribution's"
      work engine-install install_packages docker.io ca-certificates || return 1
    fi
    note "starting the engine"
    work engine-start start_engine || return 1
  fi
  if ! find_compose; then
    local package
    for package in docker-compose-v2 docker-compose docker-compose-plugin; do
      if available "$package" && work compose-install install_packages "$package" && find_compose; then
        return 0
      fi
    done
    return 1
  fi
}

# --- The steps --------------------------------------------------------------------------------------

check_machine() {
  announce "looking at this machine"
  [ "$(uname -s)" = Linux ] || fail "Atelier OS runs on Linux" "use a Debian or Ubuntu machine"
  if [ "$(id -u)" != 0 ] && ! has sudo; then
    fail "this needs root, and there is no sudo" "run it as root"
  fi
  local missing=()
  has curl || missing+=(curl ca-certificates)
  [ ${#missing[@]} = 0 ] || work tools install_packages "${missing[@]}" \
    || fail "installing ${missing[*]}" "install them with: apt-get install ${missing[*]}"
}

write_settings() {
  announce "settings and secrets, in .env"
  local fresh=false password again
  if [ ! -e .env ]; then
    fresh=true
    (umask 077 && cp .env.example .env)
  fi
  chmod 0600 .env
  [ -z "$port" ] || keep ATELIER_PORT "$port"
  port=$(setting ATELIER_PORT)
  port=${port:-8090}
  if ! [[ $port =~ ^[1-9][0-9]{0,4}$ ]] || [ "$port" -gt 65535 ]; then
    fail "\"$port\" is no port" "give one from 1 to 65535: ./setup.sh --port 8090"
  fi
  [ -n "$(setting ATELIER_API_TOKEN)" ] || keep ATELIER_API_TOKEN "$(secret 40)"
  new_password=
  if [ -z "$(setting ATELIER_CONSOLE_PASSWORD)" ]; then
    password=
    if ! $yes && [ -t 0 ] && [ -t 1 ]; then
      say "          Choose a password for the console, 8 characters or more (empty: one is made)."
      while :; do
        read -rsp "          Password: " password && echo
        [ -n "$password" ] || break
        if [ ${#password} -lt 8 ]; then
          note "that is shorter than 8 characters"
        elif ! [[ $password =~ ^[A-Za-z0-9._~!@%^\&*()+=:,/?-]+$ ]]; then
          note "letters, digits and . _ ~ ! @ % ^ & * ( ) + = : , / ? - please"
        else
          read -rsp "          Again: " again && echo
          [ "$password" = "$again" ] && break
          note "the two are not the same"
        fi
      done
    fi
    if [ -z "$password" ]; then
      password=$(secret 16)
      new_password=$password
    fi
    keep ATELIER_CONSOLE_PASSWORD "$password"
  fi
  if $fresh; then note "written"; else note "kept"; fi
}

copy_authorities() {
  local to
  for to in compose/ca desktop/ca; do
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp -u {} "$to/" \; 2>/dev/null || true
  done
}

make_base() {
  announce "the Debian image that all is made from"
  base=$(setting BASE_IMAGE)
  base=${base:-debian:trixie-slim}
  if docker_ image inspect "$base" >/dev/null 2>&1; then
    note "$base is there"
  elif work base-pull timeout 180 "${docker_[@]}" pull "$base"; then
    :
  else
    note "$base cannot be pulled: making it from a Debian mirror"
    if ! has debootstrap; then
      work debootstrap-install install_packages debootstrap debian-archive-keyring wget \
        || fail "installing debootstrap" "install it with: apt-get install debootstrap debian-archive-keyring wget"
    fi
    work base-make as_root env MIRROR="${MIRROR:-}" desktop/make-base.sh "$base" \
      || fail "making the base image from a Debian mirror" \
        "check the network; MIRROR=http://… ./setup.sh names another mirror"
  fi
}

version_of_sources() {
  local version
  version=$(git describe --always --dirty 2>/dev/null || echo dev)
  echo "${version%-dirty}"
}

build_desktop_image() {
  announce "the image of the desktops"
  local image
  image=$(setting DESKTOP_IMAGE)
  work desktop-image docker_ build --build-arg "BASE=$base" -t "${image:-atelier/desktop:latest}" desktop \
    || fail "building the image of the desktops" "see the log; often a mirror that did not answer: run it again"
}

build_server_image() {
  announce "the image of the server"
  work server-image docker_ build --build-arg "BASE=$base" --build-arg "VERSION=$(version_of_sources)" \
    -t atelier/server:latest -f compose/Dockerfile . \
    || fail "building the image of the server" "see the log; often a download that did not answer: run it again"
}

with_tls() { [ -n "$(setting ATELIER_TLS_DOMAIN)" ]; }

build_caddy_image() {
  work caddy-image docker_ build --build-arg "BASE=$base" -t atelier/caddy:latest caddy \
    || fail "building the image of the proxy" "see the log; often a mirror that did not answer: run it again"
}

# The port must be free, or ours.
check_port() {
  local who
  who=$(holder "$port")
  case $who in
    "") return 0 ;;
    "container $(setting COMPOSE_PROJECT_NAME)"[-_]server*) return 0 ;;
    "process $(cat "$data/server.pid" 2>/dev/null || echo none) "*) return 0 ;;
  esac
  log=
  fail "port $port is taken by $who" "end that, or choose another port: ./setup.sh --port $((port + 1))"
}

start_container() {
  check_port
  [ ! -e "$data/server.pid" ] || stop_process
  if filtered; then
    work start-filter compose_ up -d --no-build --no-deps engine-proxy \
      || fail "starting the filter before the engine" "see the log"
  fi
  work start compose_ up -d --no-build --no-deps server \
    || fail "starting the server's container" "see the log"
  if with_tls; then
    work start-caddy compose_ up -d --no-build --no-deps caddy \
      || fail "starting the proxy's container" "see the log; ports 80 and 443 must be free, and the network ATELIER_TLS_NETWORK names"
  else
    compose_ rm -sf caddy >/dev/null 2>&1 || true
  fi
}

stop_process() {
  local pid left=20
  pid=$(cat "$data/server.pid" 2>/dev/null || true)
  rm -f "$data/server.pid"
  # A number alone may be somebody else's by now.
  [ -n "$pid" ] && grep -q launch-micro.jar "/proc/$pid/cmdline" 2>/dev/null || return 0
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null && [ $left -gt 0 ]; do
    left=$((left - 1))
    sleep 0.5
  done
  kill -9 "$pid" 2>/dev/null || true
}

wait_healthy() {
  local bind left=180 empty=60 answer reason
  bind=$(setting ATELIER_BIND)
  case ${bind:-127.0.0.1} in 0.0.0.0 | 127.0.0.1) bind=127.0.0.1 ;; esac
  address=http://$bind:$port
  # shellcheck disable=SC2317 # called by name
  ask() {
    until answer=$(curl -fsS --max-time 3 "$address/health") && [ -n "$answer" ]; do
      left=$((left - 1))
      # A port that answers for a minute without a word about health has nothing behind it.
      ! curl -sS -o /dev/null --max-time 3 "$address/" || empty=$((empty - 1))
      [ $left -gt 0 ] && [ "$empty" -gt 0 ] || return 1
      [ "$runtime" != local ] || kill -0 "$(cat "$data/server.pid")" || return 1
      sleep 1
    done
    echo "$answer"
  }
  if ! work health ask; then
    if [ "$runtime" = docker ]; then
      compose_ logs --no-color --tail 200 server >"$logs/server.log" 2>&1 || true
    fi
    log=$logs/server.log
    reason=$(grep -o 'Caused by: .*' "$log" | tail -n 1 | sed 's/^Caused by: [A-Za-z0-9.$]*: //' || true)
    fail "the server does not answer on $address/health${reason:+. It says: $reason}" "see $log"
  fi
  answer=$(tail -n 1 "$logs/health.log")
  case $answer in
    *'"ok":false'*) note "the server runs, but not all is well: $(sed -n 's/.*"problems":\[\([^]]*\)\].*/\1/p' <<<"$answer")" ;;
  esac
}

install_local() {
  announce "the programs of the desktop"
  # firefox-esr is Debian's; where it does not exist, the desktop has no browser until one is installed.
  local packages=(tigervnc-standalone-server xauth dbus-daemon openbox tint2 xwallpaper adwaita-icon-theme
    librsvg2-common pcmanfm xterm xclip python3 bubblewrap util-linux procps unzip fonts-inter fonts-jetbrains-mono
    fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)
  available firefox-esr && packages+=(firefox-esr)
  if dpkg -s "${packages[@]}" >/dev/null 2>&1; then
    note "are there"
  else
    work desktop-install install_packages "${packages[@]}" \
      || fail "installing the programs of the desktop" "install them with: apt-get install ${packages[*]}"
  fi
}

build_local() {
  announce "the server"
  local newest packages=(maven npm) jdk
  for jdk in 17 21 25; do
    if available "openjdk-$jdk-jdk-headless"; then
      packages+=("openjdk-$jdk-jdk-headless")
      break
    fi
  done
  if ! has mvn || ! has javac || ! has npm; then
    work java-install install_packages "${packages[@]}" \
      || fail "installing Java, Maven and npm" "install them with: apt-get install ${packages[*]}"
  fi
  newest=$(find pom.xml src webapp -path webapp/node_modules -prune -o -type f -newer target/ROOT.war -print 2>/dev/null | head -n 1 || true)
  if [ -e target/ROOT.war ] && [ -e target/payara-micro.jar ] && [ -z "$newest" ]; then
    note "is built"
  else
    work server-build env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
      mvn -B -ntp -DskipTests -Dspotless.check.skip=true -Dcompiler.warnings=-nowarn \
      -Dvaadin.ignoreVersionChecks=true package \
      || fail "building the server" "see the log; often a download that did not answer: run it again"
  fi
  announce "making later starts quick"
  if [ -e target/payara-classes.jsa ] && [ target/payara-classes.jsa -nt target/ROOT.war ]; then
    note "was done before"
  else
    # It works on the files that a running server uses.
    stop_process
    work server-prepare compose/server.sh prepare || note "it did not work; the server starts more slowly"
  fi
}

start_local() {
  check_port
  stop_process
  log=$logs/server.log
  DESKTOP_RUNTIME=local setsid nohup compose/server.sh >>"$logs/server.log" 2>&1 </dev/null 9>&- &
  echo $! >"$data/server.pid"
}

# Desktops without an engine outlive the server; each noted the boot and its leading process.
stop_local_desktops() {
  local mark boot pid
  for mark in "$data"/desktops/*/process; do
    [ -r "$mark" ] || continue
    read -r boot pid _ <"$mark" || continue
    [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] || continue
    if tr '\0' '\n' <"/proc/$pid/environ" 2>/dev/null | grep -qx "ATELIER_DESKTOP=${mark%/process}"; then
      kill -- "-$pid" 2>/dev/null || kill "$pid" || true
    fi
  done
}

stop_all() {
  steps=2
  announce "stopping the server"
  stop_process
  local engine=false instance desktops
  if engine_answers && find_compose; then
    engine=true
    work down compose_ down || fail "stopping the server's container" "see the log"
  fi
  announce "stopping the desktops"
  stop_local_desktops
  if $engine; then
    instance=$(setting ATELIER_INSTANCE)
    mapfile -t desktops < <(docker_ ps -q --filter label=dev.atelier.desktop \
      --filter "label=dev.atelier.instance=${instance:-default}")
    if [ ${#desktops[@]} -gt 0 ]; then
      work desktops-stop docker_ stop -t 5 "${desktops[@]}" || fail "stopping the desktops" "see the log"
    fi
  fi
  say "All is stopped. Desktops, homes, history and settings are kept; ./setup.sh brings them back."
}

goodbye() {
  local password_words="is in .env, as ATELIER_CONSOLE_PASSWORD"
  local console=$address
  ! { [ "$runtime" = docker ] && with_tls; } || console="https://$(setting ATELIER_TLS_DOMAIN | sed 's/[, ].*//')"
  [ -z "$new_password" ] || password_words="$new_password   (also in .env)"
  cat <<END

Atelier OS is ready, after $((SECONDS - began)) s.

  Console    $console/console
  Password   $password_words

A first call, a desktop called "Accounts":

  curl -H "Authorization: Bearer \$(sed -n s/^ATELIER_API_TOKEN=//p .env)" \\
       -H "Content-Type: application/json" -d '{"label":"Accounts"}' "$address/sessions?wait=ready"

Stop everything, losing nothing: ./setup.sh --down
END
  [ "$runtime" = docker ] || cat <<END
Without an engine, desktops are processes of this machine and see its files read-only: use it for yourself only.
END
}

# --- And go -----------------------------------------------------------------------------------------

data=$(setting ATELIER_DATA)
data=${data:-data}
case $data in /*) ;; *) data=$top/$data ;; esac
logs=$data/log
(umask 077 && mkdir -p "$logs")

if has flock; then
  exec 9>"$data/setup.lock"
  flock -n 9 || fail "setup.sh is already running here" "wait until it is done"
fi

if $down; then
  stop_all
  exit 0
fi

if $only_desktop_image; then
  steps=4
  check_machine
  announce "the container engine"
  prepare_engine || fail "no Docker engine can run here" "see the log"
  copy_authorities
  make_base
  build_desktop_image
  exit 0
fi

check_machine
write_settings
[ -n "$runtime" ] || runtime=$(setting DESKTOP_RUNTIME)
case $runtime in
  docker | local) keep DESKTOP_RUNTIME "$runtime" ;;
  "") ;;
  *) fail "there is no runtime \"$runtime\"" "choose: --runtime docker, or --runtime local" ;;
esac
check_port
announce "the container engine"
if [ "$runtime" = local ]; then
  note "not asked for"
elif prepare_engine; then
  runtime=docker
elif [ "$runtime" = docker ]; then
  fail "no Docker engine can run here" "see the log, or use desktops without an engine: ./setup.sh --runtime local"
else
  note "no engine can run here (${log:-no package manager}); using desktops without one"
  runtime=local
fi

copy_authorities
if [ "$runtime" = docker ]; then
  make_base
  build_desktop_image
  build_server_image
  ! with_tls || build_caddy_image
  announce "starting"
  start_container
else
  install_local
  build_local
  announce "starting"
  start_local
fi
wait_healthy
goodbye
