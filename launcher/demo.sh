# shellcheck shell=bash
# The demonstration and its mail. Read by ./madoguchi.

smtp_line() { # what to say, what the answer must begin with
  [ -n "$1" ] && printf '%s\r\n' "$1" >&4
  local answer
  IFS= read -r -t 10 answer <&4 || fail "the demo's mail server does not answer"
  while [ "${answer:3:1}" = - ]; do IFS= read -r -t 10 answer <&4; done
  [ "${answer:0:1}" = "$2" ] || fail "the demo's mail server says: $answer"
}

send_mail() {
  local file=$1 from to
  [ -r "$file" ] || fail "cannot read $file"
  from=$(sed -n 's/\r$//; /^$/q; s/^[Ff]rom:.*[< ]\([^<> ]*@[^<> ]*\)>\{0,1\} *$/\1/p' "$file" | head -n 1)
  to=$(sed -n 's/\r$//; /^$/q; s/^[Tt]o:.*[< ]\([^<> ]*@[^<> ]*\)>\{0,1\} *$/\1/p' "$file" | head -n 1)
  [ -n "$to" ] || fail "$file has no To: header"
  exec 4<>"/dev/tcp/127.0.0.1/$SMTP_PORT" || fail "the demo does not run; start it with ./madoguchi demo"
  smtp_line "" 2
  smtp_line "EHLO localhost" 2
  smtp_line "MAIL FROM:<${from:-citizen@mail.example}>" 2
  smtp_line "RCPT TO:<$to>" 2
  smtp_line "DATA" 3
  LC_ALL=C sed 's/\r$//; s/^\./../; s/$/\r/' "$file" >&4
  smtp_line $'\r\n.' 2
  smtp_line "QUIT" 2
  exec 4>&-
  say "Sent to $to${from:+ from $from}."
}

demo() {
  local dir=$INSTANCES/demo
  case ${1:-} in
    mail)
      if [ -n "${2:-}" ]; then
        send_mail "$2"
      else
        demo_mail
      fi
      return
      ;;
    --fresh)
      stop_instance "$dir" || true
      rm -rf "$dir"
      ;;
    "") ;;
    *) fail "demo does not know '$1'; see ./madoguchi" ;;
  esac
  if running "$dir"; then
    say "The demo runs already."
    demo_text
    return
  fi
  build
  install_instance "$dir"
  demo_settings "$dir"
  start "$dir"
  await_demo "$dir"
  rm -f "$dir/data/first-administrator.txt" # the demo gives its own password to admin
  demo_text
}

demo_settings() {
  local dir=$1 file
  sed -i 's|^\( *\)madoguchi/|\1madoguchi-demo/|' "$dir/etc/org.apache.karaf.features.cfg"
  for file in "$dir"/etc/demo/*.cfg; do
    sed -e "s/@smtp@/$SMTP_PORT/g" -e "s/@imap@/$IMAP_PORT/g" "$file" >"$dir/etc/$(basename "$file")"
  done
  [ "${MADOGUCHI_DEMO_SEARCH:-}" != no ] || return 0
  export JAVA_MAX_MEM="${JAVA_MAX_MEM:-544m}" # its dictionary
  [ -e "$dir/etc/org.madoguchi.extensions.cfg" ] || echo "search = true" >"$dir/etc/org.madoguchi.extensions.cfg"
}

await_demo() {
  local dir=$1 body last=""
  until [ "$(http_status /demo/ready)" = 200 ]; do
    running "$dir" || fail "it stopped; see $dir/data/log/karaf.log"
    [ "$(http_status /demo/ready)" != 500 ] || fail "the demonstration's data could not be loaded; see $dir/data/log/karaf.log"
    body=$(http_body /demo/ready || true)
    if [ "$body" != "$last" ] && [ -n "$body" ]; then
      say "  $body"
      last=$body
    fi
    sleep 0.5
  done
}

demo_mail() {
  local file
  file=$(mktemp)
  cat >"$file" <<MAIL
From: =?UTF-8?B?$(printf '%s' '木村 結衣' | base64 -w 0)?= <kimura.yui30@docomo.example>
To: shimin@city.mihon.example
Subject: =?UTF-8?B?$(printf '%s' '転出届を郵送で出したいです' | base64 -w 0)?=
Date: $(LC_ALL=C date -R)
Message-ID: <$(date +%s%N)@mail.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: base64

$(printf '%s\n' '市民窓口課 ご担当者様' '' 'お世話になっております。みほん市川端に住んでいる木村です。' '来月、県外へ引っ越すことになりました。平日は仕事で市役所に行けないため、' '転出届を郵送で出したいと思っています。' '必要な書類と送り先、届くまでの日数を教えていただけますでしょうか。' '' '木村 結衣' '電話 090-0000-3468' | base64)
MAIL
  send_mail "$file"
  rm -f "$file"
  say "Within two seconds it is in the queue 未振り分け of the console."
}

demo_text() {
  cat <<TEXT

  The demo runs.
    Console      http://127.0.0.1:$HTTP_PORT/console/
    Portal       http://127.0.0.1:$HTTP_PORT/mihon/ja/   citizens' questions and answers, without login
    Mailboxes    http://127.0.0.1:$HTTP_PORT/demo/mail     what citizens receive, and where they answer

  Users (password of all: madoguchi-demo)
    suzuki       鈴木 美咲    operator of みほん市 and あおば町
    takahashi    高橋 健      operator of みほん市
    sato         佐藤 恵子    supervisor of みほん市
    tanaka       田中 大輔    市民窓口課 of みほん市
    admin-mihon               administrator of みほん市
    admin                     administrator of the whole installation (プラグイン)

  To try
    1. Log in as suzuki.
    2. ./madoguchi demo mail           a citizen's mail arrives without reload
    3. Open it, answer it; the answer lies in the citizen's mailbox (see Mailboxes).
    4. Answer as the citizen there: it lands on the same ticket.
    5. In the portal, look for 保険証なくした; in the console, type ?? while you answer.
    ./madoguchi demo mail FILE.eml     sends any mail
    ./madoguchi stop                   ends the demo; ./madoguchi demo goes on, --fresh begins anew
TEXT
}
