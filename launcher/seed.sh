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
  await_seed "$dir"
  rm -f "$dir/deploy/madoguchi-demo-seed.jar"
  say "$count tickets in $((SECONDS - began)) s. Console: http://127.0.0.1:$HTTP_PORT/console/"
  say "Users $slug-op-1 … $slug-op-4, $slug-sv-1, $slug-admin (password of all: madoguchi-demo)"
}

seed_settings() {
  local dir=$1 count=$2 slug=$3 file=$1/etc/org.madoguchi.demo.seed.cfg
  printf '%s\n' "slug=$slug" code=999946 "name=大みほん市" timeZone=Asia/Tokyo languages=ja,en inquiry.dueHours=24 acknowledge=false \
    >"$dir/etc/org.madoguchi.municipality-$slug.cfg"
  # the same request again goes on with the same history, whatever day it is
  if ! grep -qsx "municipality=$slug" "$file" || ! grep -qsx "tickets=$count" "$file"; then
    printf '%s\n' "municipality=$slug" "tickets=$count" "until=$(date +%F)" seed=1 threads=2 >"$file"
  fi
}

await_seed() {
  local dir=$1 status body shown=$SECONDS
  while true; do
    status=$(http_status /demo/seed)
    body=$(http_body /demo/seed || true)
    [ "$status" = 200 ] && break
    [ "$status" = 500 ] && fail "the seeding $body; see $dir/data/log/karaf.log"
    running "$dir" || fail "it stopped; see $dir/data/log/karaf.log; the same command goes on where it was"
    if [ "$status" = 503 ] && [ $((SECONDS - shown)) -ge 10 ]; then
      say "  $body"
      shown=$SECONDS
    fi
    sleep 0.5
  done
}
