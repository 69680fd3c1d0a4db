#!/bin/sh
# Starts Caddy, or says what it lacks.
set -eu
case ${ATELIER_TLS_DOMAIN:-} in
  "") wrong="ATELIER_TLS_DOMAIN is not set: give it the name that browsers call, such as desk.example.com" ;;
  *[!A-Za-z0-9.,\ _-]*) wrong="ATELIER_TLS_DOMAIN: \"$ATELIER_TLS_DOMAIN\" is no name; no scheme, port or path, such as desk.example.com" ;;
  *) wrong= ;;
esac
case ${ATELIER_TLS_ISSUER:-acme} in
  acme | internal) ;;
  *) wrong="ATELIER_TLS_ISSUER: \"$ATELIER_TLS_ISSUER\" is neither acme nor internal" ;;
esac
if [ -n "$wrong" ]; then
  echo "run.sh: $wrong" >&2
  exit 64
fi
exec caddy run --config "$(dirname "$0")/Caddyfile" --adapter caddyfile
