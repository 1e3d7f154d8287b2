package org.madoguchi.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madoguchi.benchmarks.load.Connection;

/**
 * Dovecot and Postfix as Debian packages them, with settings, spools and ports of their own in one
 * folder. They change users and therefore need root.
 */
final class MailServers implements Closeable {
  static final String USER = "shimin";
  static final String DOMAIN = "city.bench.example";
  static final String PASSWORD = "bench";

  private final Path folder;
  final int imapPort;
  final int smtpPort;
  private Process dovecot;
  private boolean postfix;

  MailServers(Path folder, int imapPort, int smtpPort) {
    this.folder = folder;
    this.imapPort = imapPort;
    this.smtpPort = smtpPort;
    Shutdown.close(this);
  }

  /** Why this machine cannot; '' when it can. */
  static String missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "Dovecot and Postfix are started as root only";
    }
    return Files.isExecutable(Path.of("/usr/sbin/dovecot"))
        ? ""
        : "apt-get install dovecot-imapd postfix";
  }

  static boolean hasPostfix() {
    return Files.isExecutable(Path.of("/usr/sbin/postfix"));
  }

  void startDovecot() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.createDirectories(folder.resolve("mail"));
    openFor("mail", folder.resolve("mail"));
    Path conf = folder.resolve("dovecot.conf");
    Files.writeString(
        conf,
        String.join(
            "\n",
            "protocols = imap",
            "listen = 127.0.0.1",
            "base_dir = " + folder.resolve("run"),
            "instance_name = madoguchi-bench",
            "log_path = " + folder.resolve("dovecot.log"),
            "ssl = no",
            "disable_plaintext_auth = no",
            "mail_location = maildir:" + folder.resolve("mail/%n"),
            "default_login_user = dovenull",
            "default_internal_user = dovecot",
            "first_valid_uid = 1",
            "passdb {\n driver = static\n args = password=" + PASSWORD + "\n}",
            "userdb {\n driver = static\n args = uid=mail gid=mail home="
                + folder.resolve("mail/%n")
                + "\n}",
            "service imap-login {\n inet_listener imap {\n  port = "
                + imapPort
                + "\n }\n inet_listener imaps {\n  port = 0\n }\n}",
            "mail_max_userip_connections = 50",
            ""));
    dovecot =
        new ProcessBuilder("/usr/sbin/dovecot", "-F", "-c", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dovecot.out").toFile())
            .start();
    awaitPort(imapPort);
  }

  void startPostfix() throws IOException {
    Path conf = Files.createDirectories(folder.resolve("postfix"));
    Path queue = Files.createDirectories(folder.resolve("queue"));
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.writeString(
        conf.resolve("main.cf"),
        String.join(
            "\n",
            "compatibility_level = 3.6",
            "queue_directory = " + queue,
            "data_directory = " + state,
            "maillog_file_prefixes = " + folder,
            "maillog_file = " + folder.resolve("postfix.log"),
            "inet_interfaces = 127.0.0.1",
            "inet_protocols = ipv4",
            "myhostname = mx." + DOMAIN,
            "mydestination =",
            "mynetworks = 127.0.0.0/8",
            "virtual_mailbox_domains = " + DOMAIN,
            "virtual_mailbox_maps = static:" + USER + "/",
            "virtual_mailbox_base = " + folder.resolve("mail"),
            "virtual_minimum_uid = 1",
            "virtual_uid_maps = static:" + command(List.of("id", "-u", "mail")).strip(),
            "virtual_gid_maps = static:" + command(List.of("id", "-g", "mail")).strip(),
            "smtpd_recipient_restrictions = permit_mynetworks, reject",
            "alias_maps =",
            "local_recipient_maps =",
            ""));
    String master = Files.readString(Path.of("/usr/share/postfix/master.cf.dist"));
    Files.writeString(
        conf.resolve("master.cf"),
        master
                .replaceAll(
                    "(?m)^smtp +inet .*smtpd$", "127.0.0.1:" + smtpPort + " inet n - n - - smtpd")
                // no chroot: nothing is copied into our queue's folder
                .replaceAll("(?m)^(\\S+ +(?:unix|unix-dgram|fifo) +\\S+ +\\S+ +)y", "$1n")
            + "\npostlog unix-dgram n - n - 1 postlogd\n");
    openFor("postfix", state);
    postfix = true;
    postfix("start");
    awaitPort(smtpPort);
  }

  /** Files into the mailbox, as delivery does. */
  void fill(String batch, int count) throws IOException {
    Path mailbox = folder.resolve("mail").resolve(USER);
    for (String part : List.of("tmp", "new", "cur")) {
      Files.createDirectories(mailbox.resolve(part));
    }
    for (int i = 0; i < count; i++) {
      String mail =
          new String(
              Mails.mail(batch, i, USER + "@" + DOMAIN),
              java.nio.charset.StandardCharsets.ISO_8859_1);
      Files.writeString(
          mailbox.resolve("new").resolve(String.format("1795300000.%s_%06d.bench", batch, i)),
          // as delivered on Unix
          mail.replace("\r\n", "\n"),
          java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    command(List.of("chown", "-R", "mail:mail", mailbox.toString()));
  }

  /** Gives it to a user of the system, who must also get there. */
  private void openFor(String user, Path path) throws IOException {
    command(List.of("chown", "-R", user + ":" + user, path.toString()));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private void postfix(String what) throws IOException {
    command(List.of("/usr/sbin/postfix", "-c", folder.resolve("postfix").toString(), what));
  }

  private String command(List<String> command) throws IOException {
    return Processes.run(folder, Map.of(), Duration.ofMinutes(1), new ArrayList<>(command));
  }

  private static void awaitPort(int port) throws IOException {
    Waiting.until(
        "port " + port + " answers",
        Duration.ofSeconds(30),
        100,
        () -> {
          try (Connection connection = new Connection(port)) {
            return true;
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Override
  public synchronized void close() throws IOException {
    if (dovecot != null) {
      dovecot.destroy();
      dovecot = null;
    }
    if (postfix) {
      postfix = false;
      postfix("stop");
    }
  }
}
