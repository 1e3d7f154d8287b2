package org.madoguchi.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.madoguchi.benchmarks.load.Load;

/** Mail → ticket through Dovecot, and from the citizen's SMTP through Postfix and Dovecot. */
final class Mailing {
  private static final String SCENARIO = "mail";
  private static final String CHANNEL = "mail-dovecot";
  private static final String CFG = "org.madoguchi.channel.mail-dovecot.cfg";
  private static final int FETCHED_TOGETHER = 50;
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
  private static final int SENDERS = 4;

  private final Stage stage;
  private final MailServers servers;

  private Mailing(Stage stage, MailServers servers) {
    this.stage = stage;
    this.servers = servers;
  }

  static void run(Stage stage, Path work, int firstPort) throws IOException {
    String missing = MailServers.missing();
    if (!missing.isEmpty()) {
      throw new IOException(missing);
    }
    Path folder = work.resolve("mail-servers-" + stage.database());
    try (MailServers servers = new MailServers(folder, firstPort, firstPort + 1)) {
      java.nio.file.Files.createDirectories(folder);
      servers.startDovecot();
      Mailing mailing = new Mailing(stage, servers);
      mailing.floor();
      mailing.throughDovecot();
      if (!MailServers.hasPostfix()) {
        throw new IOException("apt-get install postfix");
      }
      servers.startPostfix();
      mailing.throughPostfix();
      mailing.rounds();
    } finally {
      stage.instance().remove(CFG);
    }
  }

  /** Dovecot alone: one session that fetches fifty whole mails and moves them, again and again. */
  private void floor() throws IOException {
    int count = stage.sizes().mails();
    servers.fill("floor", count);
    try (Lines imap = new Lines(servers.imapPort)) {
      imap.read();
      command(imap, "LOGIN " + MailServers.USER + "@" + MailServers.DOMAIN + " bench");
      command(imap, "CREATE taken");
      command(imap, "SELECT INBOX");
      long began = System.nanoTime();
      for (int done = 0; done < count; done += FETCHED_TOGETHER) {
        String some = "1:" + Math.min(FETCHED_TOGETHER, count - done);
        command(imap, "FETCH " + some + " (UID BODY.PEEK[])");
        command(imap, "MOVE " + some + " taken");
      }
      double perSecond = count / ((System.nanoTime() - began) / 1e9);
      stage.add(
          SCENARIO,
          "dovecot",
          "floor: Dovecot's own FETCH and MOVE, fifty together, one session",
          String.format("%,.0f/s", perSecond),
          "",
          "",
          Map.of("perSecond", Results.rounded(perSecond), "mails", count));
    }
  }

  private static void command(Lines imap, String command) throws IOException {
    imap.write("a " + command + "\r\n");
    while (true) {
      String line = imap.read();
      Matcher literal = LITERAL.matcher(line);
      if (literal.find()) {
        imap.skip(Integer.parseInt(literal.group(1)));
      } else if (line.startsWith("a ")) {
        if (!line.startsWith("a OK")) {
          throw new IOException(command + ": " + line);
        }
        return;
      }
    }
  }

  private void throughDovecot() throws IOException {
    int count = stage.sizes().mails();
    servers.fill("full" + System.currentTimeMillis(), count);
    long cpu = stage.cpuMicros();
    try (Opened opened = new Opened(stage)) {
      stage.instance().configure(CFG, settings());
      Opened.Progress progress = opened.await(count, CHANNEL);
      stage.add(
          SCENARIO,
          "dovecot-intake",
          "mail → ticket through Dovecot, one account, from the first ticket to the last",
          String.format("%,.0f/s (%,d mails)", progress.perSecond(), count),
          "dovecot",
          "≥ 300/s",
          Map.of(
              "perSecond",
              Results.rounded(progress.perSecond()),
              "mails",
              count,
              "instanceMicrosEach",
              (stage.cpuMicros() - cpu) / count,
              "instanceMegabytes",
              Processes.megabytes(stage.instance().pid())));
    }
  }

  private String settings() {
    return "madoguchi.channel="
        + CHANNEL
        + "\nmunicipality="
        + Stage.CITY
        + "\naddress="
        + MailServers.USER
        + "@"
        + MailServers.DOMAIN
        + "\ninHost=127.0.0.1\ninPort="
        + servers.imapPort
        + "\ninSecurity=none\ninUser="
        + MailServers.USER
        + "@"
        + MailServers.DOMAIN
        + "\n.inPassword="
        + MailServers.PASSWORD
        + "\npollEveryMillis=500\n";
  }

  /** Citizens' servers deliver as fast as Postfix takes it. */
  private void throughPostfix() throws IOException {
    int count = stage.sizes().mails() / 4;
    String batch = "smtp" + System.currentTimeMillis();
    AtomicInteger next = new AtomicInteger();
    try (Opened opened = new Opened(stage)) {
      long began = System.nanoTime();
      List<Thread> senders = new ArrayList<>();
      List<IOException> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < SENDERS; i++) {
        Thread sender =
            new Thread(
                () -> {
                  try (Lines smtp = greeted()) {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                      send(smtp, Mails.mail(batch, n, MailServers.USER + "@" + MailServers.DOMAIN));
                    }
                  } catch (IOException e) {
                    failures.add(e);
                  }
                });
        sender.start();
        senders.add(sender);
      }
      Opened.Progress progress = opened.await(count, CHANNEL);
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
      double perSecond = count / ((progress.lastNanos() - began) / 1e9);
      stage.add(
          SCENARIO,
          "postfix-intake",
          "mail → ticket through Postfix and Dovecot, from the first SMTP dialogue to the last ticket",
          String.format("%,.0f/s (%,d mails)", perSecond, count),
          "dovecot",
          "",
          Map.of("perSecond", Results.rounded(perSecond), "mails", count));
    }
  }

  /** One mail at a time: from Postfix's 250 until the ticket is there. */
  private void rounds() throws IOException {
    Histogram micros = new Histogram(120_000_000L, 3);
    try (Lines smtp = greeted()) {
      for (int i = 0; i < stage.sizes().rounds(); i++) {
        try (Opened opened = new Opened(stage)) {
          send(
              smtp,
              Mails.mail(
                  "one" + System.nanoTime(), i, MailServers.USER + "@" + MailServers.DOMAIN));
          long accepted = System.nanoTime();
          Waiting.until(
              "the mail is a ticket",
              java.time.Duration.ofSeconds(60),
              20,
              () -> opened.count() > 0);
          micros.recordValue((System.nanoTime() - accepted) / 1000);
        }
      }
    }
    Load.Measured measured = new Load.Measured(micros, 1, 0, 0, 0, "");
    stage.add(
        SCENARIO,
        "postfix-latency",
        "mail accepted by Postfix → ticket, mailbox visited every 500 ms",
        Results.latencies(measured),
        "",
        "",
        Results.numbers(measured));
  }

  private Lines greeted() throws IOException {
    Lines smtp = new Lines(servers.smtpPort);
    expect(smtp, "2");
    smtp.write("HELO citizen.example\r\n");
    expect(smtp, "2");
    return smtp;
  }

  private static void send(Lines smtp, byte[] mail) throws IOException {
    smtp.write("MAIL FROM:<citizen@mail.example>\r\n");
    expect(smtp, "2");
    smtp.write("RCPT TO:<" + MailServers.USER + "@" + MailServers.DOMAIN + ">\r\n");
    expect(smtp, "2");
    smtp.write("DATA\r\n");
    expect(smtp, "3");
    smtp.write(mail);
    smtp.write("\r\n.\r\n");
    expect(smtp, "2");
  }

  private static void expect(Lines smtp, String first) throws IOException {
    String answer = smtp.read();
    while (answer.length() > 3 && answer.charAt(3) == '-') {
      answer = smtp.read();
    }
    if (!answer.startsWith(first)) {
      throw new IOException("SMTP: " + answer);
    }
  }
}
