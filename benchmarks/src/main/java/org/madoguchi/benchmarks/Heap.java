package org.madoguchi.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a large mail costs of the heap: processes with less and less of it take the mail several
 * times, and the smallest that can is compared with the smallest that can take a small mail. What
 * the collector leaves lying about does not count that way.
 */
final class Heap {
  private static final int TIMES = 8;
  private static final int LEAST = 6;
  private static final int MOST = 256;
  private static final int ATTACHMENTS = 10;

  /** Of one attachment; in Base64 with its line ends ten of them come to 25 MB. */
  private static final int ATTACHMENT_BYTES = 1_826_000;

  private Heap() {}

  static void run(Results results, Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve("heap"));
    Path small = mail(folder.resolve("small.eml"), 1_000);
    Path large = mail(folder.resolve("large.eml"), ATTACHMENT_BYTES);
    int least = smallest(folder, small);
    int needed = smallest(folder, large);
    results.add(
        "heap",
        new Results.Row(
            "heap-large-mail",
            "Heap for a mail of "
                + Math.round(Files.size(large) / 1e6)
                + " MB with ten attachments",
            "",
            (needed - least) + " MiB",
            "",
            "≤ 60 MB",
            Map.of(
                "smallestHeapMebibytes",
                Map.of("smallMail", least, "largeMail", needed),
                "mailBytes",
                Files.size(large))));
  }

  private static Path mail(Path file, int attachmentBytes) throws IOException {
    Random random = new Random(25);
    try (Writer mail = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      mail.write(
          "From: hanako@citizen.example\r\nTo: shimin@city.bench.example\r\nSubject: photos\r\n"
              + "Message-ID: <heap@citizen.example>\r\nMIME-Version: 1.0\r\n"
              + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n");
      for (int i = 0; i < ATTACHMENTS; i++) {
        byte[] content = new byte[attachmentBytes];
        random.nextBytes(content);
        mail.write(
            "--b\r\nContent-Type: image/jpeg; name=\""
                + i
                + ".jpg\"\r\n"
                + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n");
        mail.write(Base64.getMimeEncoder().encodeToString(content));
        mail.write("\r\n");
      }
      mail.write("--b--\r\n");
    }
    return file;
  }

  /** In MiB, to within one. */
  private static int smallest(Path folder, Path mail) throws IOException {
    int tooSmall = LEAST - 1;
    int enough = MOST;
    if (!suffices(folder, mail, enough)) {
      throw new IOException("not even " + MOST + " MiB suffice for " + mail.getFileName());
    }
    while (enough - tooSmall > 1) {
      int middle = (enough + tooSmall) / 2;
      if (suffices(folder, mail, middle)) {
        enough = middle;
      } else {
        tooSmall = middle;
      }
    }
    return enough;
  }

  private static boolean suffices(Path folder, Path mail, int mebibytes) throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx" + mebibytes + "m",
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            "org.madoguchi.channels.internal.MailTaking",
            mail.toString(),
            folder.resolve("blobs").toString(),
            Integer.toString(TIMES));
    try {
      String said = Processes.run(folder, Map.of(), Duration.ofMinutes(2), command);
      return said.lines().filter(l -> l.equals(ATTACHMENTS + " attachments")).count() == TIMES;
    } catch (IOException e) {
      return false;
    }
  }
}
