#!/usr/bin/env bash
# Installs what the tests need, and runs them: ./test.sh [further arguments of Maven]
# What takes long (tests tagged so, and *Soak), or needs a Debian mirror, is apart: ./test.sh --soak
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

needed=()
need() { command -v "$1" >/dev/null 2>&1 || needed+=("${@:2}"); }
need javac openjdk-17-jdk-headless
need mvn maven
need npm npm
need python3 python3
need chromium chromium
need chromedriver chromium-driver
need debootstrap debootstrap
# The proxy that is shipped.
need caddy caddy
# Videos of replays.
need vpxenc vpx-tools
# The local runtime's desktop, as child processes of the server.
need Xvnc tigervnc-standalone-server
need openbox openbox
need tint2 tint2
need xwallpaper xwallpaper
need xterm xterm
need bwrap bubblewrap
need setpriv util-linux
need ps procps
need xclip xclip
need dbus-daemon dbus-daemon
# The other database; the tests start a server of their own.
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || needed+=(postgresql)

if [ ${#needed[@]} -gt 0 ]; then
  echo "test.sh: installing ${needed[*]}"
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
  # Without this the package would make a database and start it.
  unwanted=/etc/postgresql-common/createcluster.d/atelier-tests.conf
  echo 'create_main_cluster = false' | as_root install -D -m 644 /dev/stdin "$unwanted"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
  as_root rm -f "$unwanted"
  # The tests start Caddy themselves; the package's own would take port 80.
  case " ${needed[*]} " in
    *" caddy "*) [ ! -d /run/systemd/system ] || as_root systemctl disable -q --now caddy ;;
  esac
fi

./setup.sh --yes --desktop-image

export CI=${CI:-true}
if [ "${1:-}" = --soak ]; then
  shift
  # A longer fuzz of every operation: ./test.sh -Dit.test=ContractIT -Dfuzz.rounds=1000 -Dfuzz.seed=7
  only_its=(-Dtest=none -Dsurefire.failIfNoSpecifiedTests=false)
  mvn -B -ntp verify "${only_its[@]}" -Dgroups=long -DexcludedGroups= "$@"
  exec mvn -B -ntp verify "${only_its[@]}" -Dit.test='*Soak' "$@"
fi
exec mvn -B -ntp verify "$@"
