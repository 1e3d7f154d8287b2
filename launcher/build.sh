# shellcheck shell=bash
# Building the distribution. Read by ./madoguchi.

distribution() {
  local files=("$HOME_DIR"/karaf-distribution/assembly/target/madoguchi-*.tar.gz)
  [ -f "${files[0]}" ] && printf '%s' "${files[0]}"
}

require_tools() {
  java_major >/dev/null || fail "no java found; install a JDK 17 and try again"
  [ "$(java_major)" = 17 ] || fail "JDK 17 is needed, but java is version $(java_major); set JAVA_HOME or PATH to a JDK 17"
  command -v mvn >/dev/null || fail "no mvn found; install Maven 3.8 or newer and try again"
}

java_major() {
  local java=java
  [ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null || return 1
  "$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

changed_since_build() {
  local tar=$1
  [ -n "$(find "$HOME_DIR" \( -name target -o -name .git -o -name .madoguchi -o -name docs \) -prune -o \
    -type f \( -name '*.java' -o -name '*.xml' -o -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.cfg' \
    -o -name '*.csv' -o -name '*.json' -o -name '*.properties' -o -name '*.bnd' -o -name setenv \) \
    -newer "$tar" -print -quit)" ]
}

build() {
  local tar
  tar=$(distribution || true)
  if [ -n "$tar" ] && { [ "${MADOGUCHI_BUILD:-}" = no ] || ! changed_since_build "$tar"; }; then
    return
  fi
  require_tools
  say "Building (the first time downloads the libraries; a few minutes) …"
  local log=$HOME_DIR/karaf-distribution/assembly/target/build.log
  mkdir -p "$(dirname "$log")"
  (cd "$HOME_DIR" && mvn -B -ntp -DskipTests -pl karaf-distribution/assembly -am package 2>&1) | tee "$log" \
    | sed -un 's/^\[INFO\] Building Madoguchi :: \(.*\) 0\..*\(\[[0-9/]*\]\)$/  \2 \1/p'
  [ "${PIPESTATUS[0]}" = 0 ] || {
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2
    fail "the build failed; the whole log is in $log"
  }
}
