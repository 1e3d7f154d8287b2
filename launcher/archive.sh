# shellcheck shell=bash
# Backup, restore and the move to PostgreSQL. Read by ./madoguchi.

# Works on a stopped installation, with the programs of its own build.
archive_tool() {
  umask 077
  local dir=$1 jars java=java command=$2 language=en
  shift 2
  [ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
  jars=$(find "$dir/system" \( -name 'madoguchi-archive-*.jar' -o -name 'madoguchi-schema-*.jar' -o -name 'madoguchi-derby-*.jar' \
    -o -name 'postgresql-*.jar' -o -name 'madoguchi-liquibase-*.jar' -o -name 'snakeyaml-*.jar' -o -name 'commons-io-*.jar' \
    -o -name 'commons-lang3-*.jar' -o -name 'commons-collections4-*.jar' -o -name 'slf4j-api-*.jar' \) -printf '%p:')
  mkdir -p "$dir/data/log"
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in ja*) language=ja ;; esac
  # shellcheck disable=SC2086
  "$java" ${MADOGUCHI_OFFLINE_OPTS:-} -Xmx"${JAVA_MAX_MEM:-384m}" -Duser.language=$language -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 \
    -Dsun.stderr.encoding=UTF-8 -Dslf4j.internal.verbosity=ERROR \
    -Dderby.stream.error.file="$dir/derby.log" -Dderby.storage.pageCacheSize=2000 -cp "$jars" \
    org.madoguchi.archive.internal.offline.Main "$command" "$dir" "$@"
}

backup() {
  umask 077
  local dir=$INSTANCES/run file id state
  file=${1:-}
  [ -n "$file" ] || fail "backup into which file?"
  [ "${2:-}" = --from ] && dir=$3
  [ -d "$dir/etc" ] || fail "there is no installation in $dir"
  file=$(realpath -m "$file")
  [ ! -e "$file" ] || fail "$file is there already"
  if ! running "$dir"; then
    archive_tool "$dir" backup "$file"
    return
  fi
  # whoever may write into this folder may ask; it belongs to the owner of the installation
  id=$(date +%s%N)
  mkdir -p "$dir/data/backup"
  rm -f "$dir/data/backup/request.part"
  printf 'request=%s\nfile=%s\n' "$id" "${file//\\/\\\\}" >"$dir/data/backup/request.part"
  ln "$dir/data/backup/request.part" "$dir/data/backup/request" 2>/dev/null || {
    rm -f "$dir/data/backup/request.part"
    fail "another backup is asked for already; try again when it is made"
  }
  rm -f "$dir/data/backup/request.part"
  say "Backing up …"
  until [ "$(backup_state "$dir" request)" = "$id" ] && [ "$(backup_state "$dir" phase)" != RUNNING ]; do
    running "$dir" || {
      rm -f "$dir/data/backup/request"
      fail "the program ended meanwhile; there is no backup"
    }
    sleep 0.2
  done
  [ "$(backup_state "$dir" phase)" = VERIFIED ] || fail "the backup failed: $(backup_state "$dir" reason)"
  say "$file: $(backup_state "$dir" rows) rows, $(backup_state "$dir" blobs) contents, $(backup_state "$dir" bytes) bytes, read back and whole."
  state=$(backup_state "$dir" damagedBlobs)
  [ "$state" = 0 ] || say "$state contents were damaged before and are not in it; the log names them."
  say "It holds every password of etc/ and every citizen's words: keep it as safe as the installation itself."
}

backup_state() { sed -n "s/^$2=//p" "$1/data/backup/state" 2>/dev/null | sed 's/\\\(.\)/\1/g' || true; }

restore() {
  local file=${1:-} dir=$INSTANCES/run options=()
  [ -n "$file" ] || fail "restore which file?"
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --to) dir=$2; shift 2 ;;
      --database) options+=(--database "$2"); shift 2 ;;
      --replace | --moved) options+=("$1"); shift ;;
      *) fail "restore does not know '$1'" ;;
    esac
  done
  running "$dir" && fail "$dir runs; stop it first"
  if [ ! -d "$dir/system" ] || [ -e "$dir/.unpacking" ]; then
    build
    install_instance "$dir"
  fi
  archive_tool "$dir" restore "$file" "${options[@]}"
  set_key "$dir/etc/org.ops4j.pax.web.cfg" org.osgi.service.http.port "$HTTP_PORT"
  say "Restored into $dir"
}

# A restored installation leaves mailboxes alone until its administrator knows that the original does not use them any more.
connect_channels() {
  local dir=$INSTANCES/run file any=no
  [ "${1:-}" = --in ] && dir=$2
  for file in "$dir"/etc/*.cfg.resting; do
    [ -f "$file" ] || continue
    mv "$file" "${file%.resting}"
    say "Connected: $(basename "${file%.resting}")"
    any=yes
  done
  [ $any = yes ] || say "No channel rests in $dir."
}

move_to_postgresql() {
  local settings=${1:-} dir=$INSTANCES/run
  [ -r "$settings" ] || fail "which settings? Fill in a copy of etc/postgresql.cfg.example and name it"
  [ "${2:-}" = --in ] && dir=$3
  [ -d "$dir/etc" ] || fail "there is no installation in $dir"
  running "$dir" && fail "$dir runs; stop it first"
  archive_tool "$dir" move "$settings"
  say "Moved: $dir now uses the database of $settings"
}
