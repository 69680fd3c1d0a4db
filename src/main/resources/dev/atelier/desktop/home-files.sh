# What the server asks of a desktop's home. It runs among the desktop's own programs, with the rights of their user and no
# more. $1 is list, read, write or delete, $2 the home, $3 the path below it, $4 how many entries are listed at most.
# The first line of the answer says how it stands.
export LC_ALL=C
umask 022

say() {
  printf '%s\n' "$1"
  exit 0
}

within() {
  case $1/ in
    "$home"/*) ;;
    *) say outside ;;
  esac
}

# Where a path leads, links followed. A name may end with a line break, which $(…) would drop.
real() {
  place=$(realpath -m -- "$1" 2>/dev/null; echo x)
  place=${place%?x}
  within "$place"
}

# From here on names are in this directory, whatever becomes of the way to it.
enter() {
  cd -P -- "$1" 2>/dev/null || say denied
  within "$(pwd -P)"
}

list() {
  real "$home${path:+/$path}"
  [ -e "$place" ] || say missing
  [ -d "$place" ] || say kind
  enter "$place"
  [ -r . ] || say denied
  printf 'ok\n'
  find . -mindepth 1 -maxdepth 1 -printf '%y %s %T@ %f\0' 2>/dev/null | head -z -n "$1"
  printf '\0'
}

read_file() {
  real "$home/$path"
  [ -e "$place" ] || say missing
  [ -f "$place" ] || say kind
  [ -r "$place" ] || say denied
  exec 3<"$place"
  bytes=$(stat -L -c %s /dev/fd/3) || say denied
  printf 'ok %s\n' "$bytes"
  exec head -c "$bytes" <&3
}

# The content comes in blocks: a line with the number of bytes, and these. One of 0 bytes ends it; when the input ends
# without, nothing has happened.
write_file() {
  real "$home/$path"
  [ ! -e "$place" ] || [ -f "$place" ] || say kind
  mkdir -p -- "${place%/*}" 2>/dev/null || say denied
  enter "${place%/*}"
  name=./${place##*/}
  find . -maxdepth 1 -type f -name '.upload.??????' -mmin +1440 -delete 2>/dev/null
  fresh=$(mktemp ./.upload.XXXXXX 2>/dev/null) || { [ -w . ] && say full; say denied; }
  trap 'rm -f -- "$fresh"' EXIT
  trap 'exit 1' HUP INT TERM PIPE
  exec 3>"$fresh"
  printf 'ok\n'
  whole=
  while [ -z "$whole" ] && read -r bytes; do
    if [ "$bytes" = 0 ]; then
      whole=yes
    elif ! head -c "$bytes" >&3 2>/dev/null; then
      printf 'full\n'
      cat >/dev/null
      exit 0
    fi
  done
  [ -n "$whole" ] || exit 1
  exec 3>&-
  chmod --reference="$name" -- "$fresh" 2>/dev/null || chmod 0644 -- "$fresh"
  mv -fT -- "$fresh" "$name" 2>/dev/null || say denied
  say ok
}

delete() {
  case $path in
    */*) real "$home/${path%/*}" ;;
    *) place=$home ;;
  esac
  [ -d "$place" ] || say missing
  enter "$place"
  name=./${path##*/}
  [ -e "$name" ] || [ -L "$name" ] || say missing
  rm -fd -- "$name" 2>/dev/null && say ok
  [ -d "$name" ] && say filled
  say denied
}

home=$(realpath -e -- "$2" 2>/dev/null) || exit 1
path=$3
case $1 in
  list) list "$4" ;;
  read) read_file ;;
  write) write_file ;;
  delete) delete ;;
esac
