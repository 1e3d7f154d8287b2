# shellcheck shell=bash
# What keeps it from working, and what is known against what is shipped. Read by ./madoguchi.

doctor() {
  local bad=0
  check() { # text, ok?
    if [ "$2" = yes ]; then
      say "  ok   $1"
    else
      say "  BAD  $1"
      bad=1
    fi
  }
  say "Machine"
  check "JDK 17 (found: $(java_major || echo none))" "$([ "$(java_major || true)" = 17 ] && echo yes || echo no)"
  check "Maven 3.8 or newer ($(command -v mvn >/dev/null && mvn -v 2>/dev/null | sed -n '1s/.*Maven \([0-9.]*\).*/\1/p' || echo none))" \
    "$(command -v mvn >/dev/null && echo yes || echo no)"
  check "locale with UTF-8 (${LC_ALL:-${LANG:-not set}}; the product itself always uses UTF-8)" yes
  local free
  free=$(df -Pk "$HOME_DIR" | awk 'NR==2 {print int($4 / 1024)}')
  check "disk: $free MiB free (2048 needed)" "$([ "$free" -ge 2048 ] && echo yes || echo no)"
  say "Ports"
  local port any=no dir
  for dir in "$INSTANCES"/*/; do running "${dir%/}" && any=yes; done
  for port in "$HTTP_PORT" "$SMTP_PORT" "$IMAP_PORT"; do
    if port_open "$port"; then
      check "$port $([ $any = yes ] && echo 'in use, by the running instance' || echo 'in use by something else')" "$any"
    else
      check "$port free" yes
    fi
  done
  say "Instances"
  [ $any = yes ] || say "  none runs"
  if [ $any = yes ]; then
    local ready
    ready=$(http_status /health/ready)
    check "ready (health answers ${ready:-nothing})" "$([ "$ready" = 200 ] && echo yes || echo no)"
    http_body /health/ready | sed 's/[{}]//g; s/,"/\n    "/g; s/^/    /'
    say ""
    for dir in "$INSTANCES"/*/; do
      running "${dir%/}" && grep -hE ' (WARN|ERROR) ' "$dir/data/log/karaf.log" | tail -n 5 | sed 's/^/    /'
    done
  fi
  return $bad
}

# What is shipped, and what is known against it. The list needs no network; the scanner needs its advisories.
scan() {
  build
  local target=$HOME_DIR/karaf-distribution/assembly/target shipped bom
  shipped=$(mktemp -d)
  bom=$target/madoguchi.cdx.json
  tar -xzf "$(distribution)" -C "$shipped" --strip-components=1
  java "$HOME_DIR/karaf-distribution/assembly/src/main/sbom/ShippedLibraries.java" "$shipped" "$bom"
  rm -rf "$shipped"
  if command -v grype >/dev/null; then
    grype "sbom:$bom" --fail-on "${MADOGUCHI_SCAN_FAIL_ON:-high}"
  elif command -v osv-scanner >/dev/null; then
    osv-scanner scan source -L "$bom" ${MADOGUCHI_SCAN_OFFLINE:+--offline}
  else
    say "No scanner was found, so nothing was checked. Install grype or osv-scanner: docs/how-to/scan-dependencies.md"
    return 4
  fi
}
