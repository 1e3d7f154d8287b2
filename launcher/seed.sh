# shellcheck shell=bash
# Many fictitious tickets. Read by ./madoguchi.

# The seeding bundle lies in the distribution and is installed while it works; what was interrupted goes on.
seed() {
  local count=${1:-} slug=${2:-oomihon} dir=$INSTANCES/run jar began=$SECONDS
  [[ $count =~ ^[1-9][0-9]{0,6}$ ]] || fail "seed needs a number of tickets, as in ./madoguchi seed 100000"
  [[ $slug =~ ^[a-z][a-z0-9]{1,19}$ ]] || fail "a municipality's name here is small letters and digits, as in seed 1000 oomihon"
  running "$dir" || run
  jar=$(echo "$dir"/system/org/madoguchi/madoguchi-demo-seed/*/madoguchi-demo-seed-*.jar)
  [ -f "$jar" ] || fail "the running build is older than this command; ./madoguchi stop, then again"
  seed_settings "$dir" "$count" "$slug"
  cp "$jar" "$dir/deploy/.madoguchi-demo-seed.part"
  mv "$dir/deploy/.madoguchi-demo-seed.part" "$dir/deploy/madoguchi-demo-seed.jar"
  await_seed "$dir" "$count tickets of $slug: "
  rm -f "$dir/deploy/madoguchi-demo-seed.jar"
  say "$count tickets in $((SECONDS - began)) s. Console: http://127.0.0.1:$HTTP_PORT/console/"
  say "Users $slug-op-1 … $slug-op-4, $slug-sv-1, $slug-admin (password of all: madoguchi-demo)"
}

seed_settings() {
  local dir=$1 count=$2 slug=$3 file=$1/etc/org.madoguchi.demo.seed.cfg code city=$1/etc/org.madoguchi.municipality-$3.cfg
  # another one's settings are not overwritten
  [ ! -e "$city" ] || grep -qsx "name=大みほん市" "$city" || fail "$slug is a municipality of its own here; name another one"
  code=$(free_code "$dir" "$slug")
  [ -n "$code" ] || fail "there are as many seeded municipalities as codes that belong to none"
  printf '%s\n' "slug=$slug" "code=$code" "name=大みほん市" timeZone=Asia/Tokyo languages=ja,en inquiry.dueHours=24 acknowledge=false \
    >"$city"
  # the same request again goes on with the same history, whatever day it is
  if ! grep -qsx "municipality=$slug" "$file" || ! grep -qsx "tickets=$count" "$file"; then
    printf '%s\n' "municipality=$slug" "tickets=$count" "until=$(date +%F)" seed=1 threads=2 >"$file"
  fi
}

# Of the codes that belong to no municipality, the first that no other one of this installation has.
free_code() {
  local dir=$1 slug=$2 code other
  for code in 999946 999954 999962 999971 999989 999997; do
    other=$(grep -lsx "code=$code" "$dir"/etc/org.madoguchi.municipality-*.cfg | grep -vF "/org.madoguchi.municipality-$slug.cfg" || true)
    if [ -z "$other" ]; then
      echo "$code"
      return
    fi
  done
}

# Until the bundle says so of what was asked for; a former request's answer may still be there at first.
await_seed() {
  local dir=$1 ours=$2 status body shown=$SECONDS heard=$SECONDS
  while true; do
    body=$(http_body /demo/seed || true)
    status=$(http_status /demo/seed)
    running "$dir" || fail "it stopped; see $dir/data/log/karaf.log; the same command goes on where it was"
    if [[ $body != "$ours"* ]]; then
      [ $((SECONDS - heard)) -lt "$START_SECONDS" ] || seed_failed "$dir" "the seeding bundle does not answer"
    else
      heard=$SECONDS
      [ "$status" = 200 ] && break
      [ "$status" = 500 ] && seed_failed "$dir" "$body"
      if [ $((SECONDS - shown)) -ge 10 ]; then
        say "  $body"
        shown=$SECONDS
      fi
    fi
    sleep 0.5
  done
}

seed_failed() {
  local log=$1/data/log/karaf.log
  rm -f "$1/deploy/madoguchi-demo-seed.jar"
  grep -h 'org.madoguchi.municipality-.* is not used' "$log" | tail -1 >&2 || true
  fail "$2; see $log"
}
