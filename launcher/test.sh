# shellcheck shell=bash
# The tests. Read by ./madoguchi.

find_browser() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

run_tests() {
  find_what_tests_need
  # two modules beside each other: much of a test is waiting
  mvn -B -ntp -T 2 verify "$@"
  java bundles/testing/covers/src/main/java/org/madoguchi/testing/covers/CoverageReport.java .
}

# In the distribution's tests only the packages container and browser, on Derby.
run_everyday_tests() {
  find_what_tests_need
  mvn -B -ntp -T 2 verify -Peveryday "$@"
}

# Installs Debian packages unless the machine has them.
need_for_tests() { # what for, path of a program, packages…
  local what=$1 program=$2
  shift 2
  [ -x "$program" ] && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null \
    || fail "the tests need $what; install it (Debian: apt-get install --no-install-recommends $*)"
  say "Installing $what for the tests …"
  apt-get update -qq
  # tests start servers of their own; the packages' services are not wanted
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_what_tests_need() {
  require_tools
  if ! find_browser >/dev/null; then
    need_for_tests "Chromium and Japanese fonts (or a browser named by CHROMIUM)" /usr/bin/chromium chromium fonts-noto-cjk
  fi
  need_for_tests "a virus scanner" /usr/sbin/clamd clamav-daemon
  need_for_tests "an LDAP server" /usr/sbin/slapd slapd
  CHROMIUM=$(find_browser)
  export CHROMIUM PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
  cd "$HOME_DIR"
}

# One of the tests that are longer when they are called for; it brings the databases it needs itself.
one_test() { # class, properties…
  require_tools
  cd "$HOME_DIR"
  mvn -B -ntp verify -pl karaf-distribution/itests -am -Dspotless.check.skip -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfailsafe.failIfNoSpecifiedTests=false -Ditests.postgresql.skip=true -Dit.test="$@"
}

# Kills an installation again and again while it works; how-to/durability.md tells what is looked at.
test_durability() {
  local kills=${1:-200} seed=${2:-}
  [[ $kills =~ ^[1-9][0-9]*$ && $seed =~ ^-?[0-9]*$ ]] || fail "usage: ./madoguchi test durability [N] [SEED]"
  one_test DurabilityIT -Ddurability.kills="$kills" ${seed:+-Ddurability.seed="$seed"}
}

# Exchanges plug-ins again and again under load; how-to/plug-ins.md tells what is looked at.
test_hotswap() {
  local messages=${1:-10000}
  [[ $messages =~ ^[1-9][0-9]*$ ]] || fail "usage: ./madoguchi test hotswap [N]"
  one_test HotSwapIT -Dhotswap.messages="$messages" -Dhotswap.swaps=50 -Dhotswap.strict=true
}

# Takes the database away for so long under load, fills its disk, ends its server, sets the clock; how-to/durability.md tells what is looked at.
test_outages() {
  local seconds=${1:-60}
  [[ $seconds =~ ^[1-9][0-9]*$ ]] || fail "usage: ./madoguchi test outages [SECONDS]"
  one_test OutagesIT,FullDiskIT -Doutages.seconds="$seconds" -Doutages.full-disks=5
}
