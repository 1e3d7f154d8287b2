# shellcheck shell=bash
# The benchmarks, and the mail servers they measure against. Read by ./madoguchi.

bench() {
  require_tools
  build_benchmarks
  case " $* " in
    "  " | *" smoke "* | *" full "* | *" mail "*) mail_servers ;;
  esac
  local work status=0 home
  # the mail servers run as users of their own and must get there
  work=$(mktemp -d /var/tmp/madoguchi-bench.XXXXXX)
  chmod 711 "$work"
  (
    umask 022
    exec java -Xmx768m -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dderby.stream.error.file="$work/derby.log" \
      -cp "$HOME_DIR/benchmarks/target/classes:$HOME_DIR/benchmarks/target/lib/*" \
      org.madoguchi.benchmarks.Bench "$HOME_DIR" "$work" "$@"
  ) || status=$?
  for home in "$work"/home-*; do
    if [ -d "$home" ]; then stop_instance "$home/run" || true; fi
  done
  if [ $status = 0 ] || [ $status = 2 ]; then
    rm -rf "$work"
  else
    say "Something failed; the instances' logs stay in $work until you delete it."
  fi
  return $status
}

# How good the answers of the search are, measured on judged questions.
search_quality() {
  search_tool SearchEvaluation "$@"
}

# How fast the search fills its index and answers.
search_speed() {
  search_tool SearchSpeed "$@"
}

search_tool() {
  require_tools
  say "Building the search …"
  (cd "$HOME_DIR" && mvn -B -ntp -q -DskipTests -pl benchmarks -am package) || fail "the build failed"
  local tool=$1
  shift
  java -Xmx1g -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$HOME_DIR/benchmarks/target/classes:$HOME_DIR/benchmarks/target/lib/*" \
    "org.madoguchi.search.internal.lucene.$tool" "$@"
}

build_benchmarks() {
  if [ "${MADOGUCHI_BUILD:-}" = no ] && [ -d "$HOME_DIR/benchmarks/target/lib" ] && distribution >/dev/null; then
    return
  fi
  say "Building the distribution and the benchmarks …"
  (cd "$HOME_DIR" && mvn -B -ntp -q -DskipTests -pl benchmarks,karaf-distribution/assembly -am package) \
    || fail "the build failed"
}

mail_servers() {
  [ -x /usr/sbin/postfix ] && [ -x /usr/sbin/dovecot ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Without Postfix and Dovecot the scenario mail fails (Debian: apt-get install postfix dovecot-imapd; run as root)."
    return
  fi
  say "Installing Postfix and Dovecot …"
  apt-get update -qq || true
  # neither set up nor started: the benchmarks bring settings of their own
  printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postfix dovecot-imapd >/dev/null \
    || say "Postfix or Dovecot cannot be installed; the scenario mail fails."
}
