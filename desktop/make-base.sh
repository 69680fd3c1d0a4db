#!/bin/sh
# Makes the base image of everything here from a Debian mirror, for machines that cannot pull it.
# Needs root, debootstrap and a running engine.   make-base.sh [IMAGE]   (debian:trixie-slim)
#   MIRROR  a Debian mirror; without it, the one that debootstrap uses by itself
set -eu

image=${1:-debian:trixie-slim}
suite=trixie

if [ "$(id -u)" != 0 ]; then
  echo "make-base.sh: debootstrap needs root; run: sudo $0" >&2
  exit 77
fi
command -v debootstrap >/dev/null || { echo "make-base.sh: debootstrap is missing: apt-get install debootstrap" >&2; exit 69; }
if [ ! -e "/usr/share/debootstrap/scripts/$suite" ]; then
  echo "make-base.sh: this debootstrap is too old to know Debian $suite" >&2
  exit 69
fi

root=$(mktemp -d "${TMPDIR:-/var/tmp}/atelier-base.XXXXXX")
trap 'rm -rf "$root"' EXIT
trap 'exit 130' INT TERM

debootstrap --variant=minbase --include=ca-certificates $suite "$root" ${MIRROR:+"$MIRROR"}

# Updates and, where the mirror carries them, security fixes.
mirror=$(awk '$1 == "deb" { print $2; exit }' "$root/etc/apt/sources.list")
echo "deb $mirror $suite-updates main" >>"$root/etc/apt/sources.list"
if wget -q --spider "${mirror%/}-security/dists/$suite-security/InRelease"; then
  echo "deb ${mirror%/}-security $suite-security main" >>"$root/etc/apt/sources.list"
fi

# What a container does not need: packages already installed, lists, documents.
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/cache/apt/*.bin "$root"/var/lib/apt/lists/* \
  "$root"/usr/share/doc/* "$root"/usr/share/man/* "$root"/usr/share/info/* "$root"/var/log/*.log
find "$root/usr/share/locale" -mindepth 1 -maxdepth 1 ! -name 'en*' ! -name locale.alias -exec rm -rf {} +
printf 'path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\npath-exclude /usr/share/man/*\n' \
  >"$root/etc/dpkg/dpkg.cfg.d/slim"
printf 'APT::Install-Recommends "false";\nDPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\n' \
  >"$root/etc/apt/apt.conf.d/slim"
# No daemon is started by the installation of a package.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"

tar -C "$root" --numeric-owner -c . | docker import -c 'CMD ["bash"]' - "$image" >/dev/null
echo "make-base.sh: $image is ready"
