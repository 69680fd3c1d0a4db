# What the server asks of a desktop's home. It runs among the desktop's own programs, with the rights of their user and no
# more. $1 is the verb, $2 the home, $3 the path below it; what follows is the verb's own. The first line of the answer
# says how it stands.
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

# What is wanted of the file is said once it is known what there is: a line with the first byte and how many.
read_file() {
  real "$home/$path"
  [ -e "$place" ] || say missing
  [ -f "$place" ] || say kind
  [ -r "$place" ] || say denied
  exec 3<"$place"
  known=$(stat -L -c '%s %i %.9Y' /dev/fd/3) || say denied
  printf 'ok %s\n' "$known"
  read -r from count || exit 0
  [ "$from" = 0 ] && exec head -c "$count" <&3
  tail -c "+$((from + 1))" <&3 | head -c "$count"
}

# What never became a file is not kept for longer than a day, and what is noted of those that did, not for longer than an
# hour. No person gives a file such a name.
sweep() {
  hex=[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]
  any=[0-9A-Za-z][0-9A-Za-z][0-9A-Za-z][0-9A-Za-z]
  find "$@" -type f \( -name "$fresh_name.$any$any$any" -o -name "$fresh_name.$hex$hex$hex$hex" \) \
    -mmin +1440 -delete 2>/dev/null
  [ -z "$(notes)" ] ||
    find "$(notes)" -maxdepth 1 -type f -name "$hex$hex$hex$hex" -mmin +60 -delete 2>/dev/null
}

# Where it is noted what became of uploads; nowhere, where links lead out of the home.
notes() {
  kept=$(realpath -m -- "$home/.cache/atelier-uploads" 2>/dev/null)
  case $kept in
    "$home"/*) printf '%s' "$kept" ;;
  esac
}

# Enters the directory of a file that is to be written. $1 is “fresh” where none may be there yet.
make_way() {
  real "$home/$path"
  [ ! -e "$place" ] || [ -f "$place" ] || say kind
  [ "$1" != fresh ] || [ ! -e "$place" ] || say exists
  mkdir -p -- "${place%/*}" 2>/dev/null || say denied
  enter "${place%/*}"
  name=./${place##*/}
  sweep . -maxdepth 1
}

no_room() {
  [ -w . ] && say full
  say denied
}

# The content comes in blocks: a line with the number of bytes, and these. One of 0 bytes ends it; when the input ends
# without, the upload is cut.
take() {
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
}

# A file as it was left: when it is changed, replaced or gone, this is another.
version() {
  stat -L -c '%s %i %.9Y' -- "$1" 2>/dev/null
}

# Whether the upload of $note became the file within the last hour, and it is that still.
is_done() {
  [ -n "$note" ] && [ -f "$place" ] && [ -n "$(find "$note" -type f -mmin -60 2>/dev/null)" ] &&
    [ "$(cat -- "$note")" = "$(version "$place")" ]
}

# What was taken, $1, becomes the file, $2 as in make_way; $3 is the SHA-256 it must have, or empty. It is noted before, so
# that no end in between leaves a file of which its sender cannot be told.
become() {
  if [ -n "$3" ]; then
    sum=$(sha256sum <"$1")
    [ "${sum%% *}" = "$3" ] || { rm -f -- "$1"; say differs; }
  fi
  chmod --reference="$name" -- "$1" 2>/dev/null || chmod 0644 -- "$1"
  if [ -n "$note" ]; then
    { mkdir -p -- "${note%/*}" && version "$1" >"$note"; } 2>/dev/null
  fi
  if [ "$2" = fresh ]; then
    ln -T -- "$1" "$name" 2>/dev/null || { rm -f -- "$1"; say exists; }
    rm -f -- "$1"
  else
    mv -fT -- "$1" "$name" 2>/dev/null || say denied
  fi
  say ok
}

# Takes all that comes into a file of its own.
take_apart() {
  fresh=$(mktemp "./$fresh_name.XXXXXXXXXXXX" 2>/dev/null) || no_room
  trap 'rm -f -- "$fresh"' EXIT
  trap 'exit 1' HUP INT TERM PIPE
  exec 3>"$fresh"
  printf 'ok\n'
  take
}

write_file() {
  make_way "$1"
  take_apart
  become "$fresh" "$1" "$2"
}

# Of an upload that became the file already, a piece from $2 on: the last one again, of which nobody heard the answer, or
# the first one of another file that is sent under the same key.
take_again() {
  enter "${place%/*}"
  name=./${place##*/}
  take_apart
  sum=$(tail -c "+$(($2 + 1))" -- "$name" | sha256sum)
  [ "$(($2 + $(stat -c %s -- "$fresh")))" = "$3" ] && [ "$sum" = "$(sha256sum <"$fresh")" ] && say ok
  [ "$1" != fresh ] || say exists
  [ "$2" = 0 ] || say 'at 0'
  mv -fT -- "$fresh" "$part" 2>/dev/null || say denied
}

# The piece that follows what is there.
take_next() {
  [ "$2" != ask ] || [ -d "${place%/*}" ] || say 'at 0'
  make_way "$1"
  [ "$2" != ask ] || [ -e "$part" ] || say 'at 0'
  [ ! -h "$part" ] || say denied
  { : >>"$part"; } 2>/dev/null || no_room
  exec 3>>"$part"
  flock -n 3 || say busy
  # Another may have finished it on the way here.
  if is_done; then
    [ "$part" -ef "$place" ] || rm -f -- "$part"
    say "at $3"
  fi
  there=$(stat -L -c %s /dev/fd/3) || say denied
  # Who begins anew means another file.
  [ "$2" != 0 ] || { : >"$part"; there=0; }
  [ "$there" -le "$3" ] || { rm -f -- "$part"; say 'at 0'; }
  if [ "$2" = ask ]; then
    [ "$there" = "$3" ] || say "at $there"
    return
  fi
  [ "$there" = "$2" ] || say "at $there"
  printf 'ok\n'
  take
}

# A piece of an upload that may be cut: of $4 bytes in all, from $3 on, or “ask” to hear how many there are. They wait
# under a name that is made of the file's, of the whole length and of the sender's key, $5. With a key, what became of it
# can be asked for some time.
append_file() {
  real "$home/$path"
  part=./$fresh_name.$(printf '%s/%s/%s' "$4" "$5" "${place##*/}" | sha256sum | cut -c 1-32)
  if [ -n "$5" ] && [ -n "$(notes)" ]; then
    note=$(notes)/$(printf '%s/%s/%s' "$4" "$5" "$place" | sha256sum | cut -c 1-32)
  fi
  if ! is_done; then
    take_next "$1" "$3" "$4"
  elif [ "$3" = ask ]; then
    say "at $4"
  else
    take_again "$1" "$3" "$4"
  fi
  there=$(stat -L -c %s /dev/fd/3) || say denied
  [ "$there" = "$4" ] || say "at $there"
  become "$part" "$1" "$2"
}

# Says of each path whether there is a file that can be read.
look_for() {
  for each; do
    (
      real "$home/$each"
      [ -f "$place" ] && [ -r "$place" ] && say file
      say missing
    )
  done
}

# Files that came or changed within the last $1 nanoseconds by this desktop's own clock, where people look for them: not
# below names that begin with a dot, and none that is still being fetched.
changed() {
  enter "$home"
  since=$(($(date +%s%N) - $1))
  since=$((since / 1000000000)).$(printf '%09d' $((since % 1000000000)))
  printf 'ok\n'
  timeout 4 find . -xdev -mindepth 1 -maxdepth 5 -name '.*' -prune -o \
    -type f ! -name '*.part' ! -name '*.crdownload' -newerct "@$since" -printf '%y %s %C@ %P\0' 2>/dev/null
  [ $? = 124 ] || printf '\0'
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
fresh_name=.atelier-upload
note=
verb=$1
path=$3
shift 3
case $verb in
  list) list "$1" ;;
  read) read_file ;;
  write) write_file "$1" "$2" ;;
  append) append_file "$1" "$2" "$3" "$4" "$5" ;;
  delete) delete ;;
  look) look_for "$@" ;;
  changed) changed "$1" ;;
  sweep)
    sweep "$home" -xdev
    say ok
    ;;
esac
