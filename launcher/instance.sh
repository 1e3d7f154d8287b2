# shellcheck shell=bash
# Installing, starting and stopping instances, and talking to them without any tool but bash. Read by ./madoguchi.

# Unpacks the distribution; a newer build replaces the software and keeps data and settings.
install_instance() {
  umask 077 # settings hold secrets, data hold citizens' words
  local dir=$1 tar
  tar=$(distribution) || fail "nothing was built"
  if [ -f "$dir/.built" ] && [ "$dir/.built" -nt "$tar" ]; then
    return
  fi
  local fresh=yes
  [ -d "$dir/system" ] && fresh=no
  mkdir -p "$dir"
  chmod 700 "$dir"
  : >"$dir/.unpacking" # until it is whole
  rm -rf "$dir"/.etc.*
  [ $fresh = yes ] || rm -rf "$dir/system" "$dir/lib" "$dir/bin" "$dir/data/cache"
  # root's tar would give files the archive's permissions, whatever the umask
  tar -xzf "$tar" -C "$dir" --no-same-permissions --strip-components=1 --exclude='*/etc/*' --exclude='*/data/*' ||
    fail "the software could not be unpacked into $dir; make room there and give the command again"
  install_settings "$dir" "$tar"
  set_key "$dir/etc/org.ops4j.pax.web.cfg" org.osgi.service.http.port "$HTTP_PORT"
  : >"$dir/.built"
  rm "$dir/.unpacking"
}

# Files of etc/ as the build has them, except those that an administrator changed or removed: such a one stays as it is, and
# when the build's own has changed too, that lies beside it as NAME.new, which nothing reads.
install_settings() {
  local dir=$1 tar=$2 known=$1/.settings new file sum before
  new=$(mktemp -d "$dir/.etc.XXXXXX")
  tar -xzf "$tar" -C "$new" --no-same-permissions --strip-components=2 --wildcards '*/etc/*'
  touch "$known"
  while IFS= read -r file; do
    sum=$(sha256sum <"$new/$file")
    before=$(sed -n "s|^\([0-9a-f]*  -\) $file\$|\1|p" "$known")
    if [ ! -e "$dir/etc/$file" ]; then
      [ -n "$before" ] && continue
    elif [ "$(sha256sum <"$dir/etc/$file")" != "$before" ] && ! belongs_to_software "$file"; then
      if [ "$sum" != "$before" ] && ! cmp -s "$new/$file" "$dir/etc/$file"; then
        cp "$new/$file" "$dir/etc/$file.new"
        [ -z "$before" ] || say "Your etc/$file stays; the new build's is etc/$file.new"
      fi
      continue
    fi
    mkdir -p "$(dirname "$dir/etc/$file")"
    cp "$new/$file" "$dir/etc/$file"
  done < <(cd "$new" && find . -type f -printf '%P\n' | sort)
  (cd "$new" && find . -type f -printf '%P\n' | sort | while IFS= read -r file; do printf '%s %s\n' "$(sha256sum <"$file")" "$file"; done) >"$known"
  rm -rf "$new"
}

belongs_to_software() {
  case $1 in
    org.apache.karaf.features.cfg | startup.properties | config.properties | jre.properties | system.properties | profile.cfg) ;;
    *) return 1 ;;
  esac
}

set_key() {
  local file=$1 key=$2 value=$3
  sed -i "s|^$key *=.*|$key=$value|" "$file"
}

running() {
  local pid
  [ -f "$1/data/pid" ] && pid=$(cat "$1/data/pid") && kill -0 "$pid" 2>/dev/null || return 1
  # a killed process that nobody has collected yet still has its number
  ! grep -q '^State:[[:space:]]*Z' "/proc/$pid/status" 2>/dev/null
}

start() {
  umask 077
  local dir=$1
  require_tools
  if port_open "$HTTP_PORT"; then
    fail "port $HTTP_PORT is in use; stop what uses it, or choose another with MADOGUCHI_HTTP_PORT"
  fi
  mkdir -p "$dir/data/log"
  say "Starting …"
  (
    cd "$dir"
    nohup setsid ./bin/karaf daemon >"$dir/data/log/console.log" 2>&1 </dev/null &
    echo $! >"$dir/data/pid"
  )
  await_ready "$dir"
}

await_ready() {
  local dir=$1 began=$SECONDS
  until [ "$(http_status /health/ready)" = 200 ]; do
    running "$dir" || {
      tail -n 20 "$dir/data/log/console.log" >&2
      fail "it stopped while starting; see $dir/data/log/karaf.log"
    }
    [ $((SECONDS - began)) -lt "$START_SECONDS" ] || {
      http_body /health/ready >&2 || true
      fail "not ready after $START_SECONDS seconds; see $dir/data/log/karaf.log, or run ./madoguchi doctor"
    }
    sleep 0.2
  done
}

stop_instance() {
  local dir=$1 pid
  running "$dir" || return 1
  pid=$(cat "$dir/data/pid")
  kill "$pid"
  for _ in $(seq 150); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  if kill -0 "$pid" 2>/dev/null; then
    say "It does not end by itself; ending it hard (nothing accepted is lost)."
    kill -9 "$pid"
  fi
  rm -f "$dir/data/pid"
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

http_get() {
  exec 3<>"/dev/tcp/127.0.0.1/$HTTP_PORT" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAccept-Language: ja\r\n\r\n' "$1" "$HTTP_PORT" >&3
  timeout 10 cat <&3
  exec 3>&-
}

http_status() { (http_get "$1") 2>/dev/null | sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p' || true; }
http_body() { (http_get "$1") 2>/dev/null | tr -d '\r' | sed '1,/^$/d'; }

run() {
  local dir=$INSTANCES/run password
  if running "$dir"; then
    say "It runs already: http://127.0.0.1:$HTTP_PORT/console/"
    return
  fi
  build
  install_instance "$dir"
  start "$dir"
  say "Console: http://127.0.0.1:$HTTP_PORT/console/   Settings: $dir/etc"
  password=$dir/data/first-administrator.txt
  if [ -f "$password" ]; then
    say "The first administrator was created. This is shown once:"
    sed 's/^/    /' "$password"
    rm -f "$password"
  fi
}

stop() {
  local dir any=no
  for dir in "$INSTANCES"/*/; do
    [ -d "$dir" ] || continue
    if stop_instance "${dir%/}"; then
      say "Stopped: $(basename "$dir")"
      any=yes
    fi
  done
  [ $any = yes ] || say "Nothing runs."
}

status() {
  local dir any=no
  for dir in "$INSTANCES"/*/; do
    [ -d "$dir" ] || continue
    dir=${dir%/}
    if running "$dir"; then
      any=yes
      say "$(basename "$dir"): runs (process $(cat "$dir/data/pid")), port $HTTP_PORT, ready: $([ "$(http_status /health/ready)" = 200 ] && echo yes || echo no)"
    fi
  done
  [ $any = yes ] || {
    say "Nothing runs."
    return 3
  }
}
