package org.madoguchi.tickets.internal.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.domain.InboundText;

/**
 * The mails of an mbox file (RFC 4155, with the quoting of mboxrd), each stored by itself as it
 * came. Mails of one thread share the number in their subjects ({@code [#1234]}), or else the
 * Message-ID the thread began with.
 */
final class MboxSource implements Source {
  private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_MAILS = 100_000;
  private static final int LONGEST_LINE = 1_000_000;

  private final InputStream file;
  private final BlobStore blobs;

  /** Message-ID → number of its thread. */
  private final Map<String, String> threads = new HashMap<>();

  private byte[] ahead;
  private long line;
  private int mails;

  MboxSource(InputStream file, BlobStore blobs) throws IOException {
    this.file = new BufferedInputStream(file, 1 << 16);
    this.blobs = blobs;
    this.ahead = line();
    while (ahead != null && isBlank(ahead)) {
      ahead = line();
    }
  }

  @Override
  public Optional<Next> next() throws IOException {
    if (ahead == null) {
      return Optional.empty();
    }
    long begins = line;
    if (!begins(ahead)) {
      ahead = null;
      return Optional.of(Next.wrong(Problem.of(begins, "", "no-mbox", "")));
    }
    if (++mails > MOST_MAILS) {
      ahead = null;
      return Optional.of(Next.wrong(Problem.of(begins, "", "too-many-mails", "")));
    }
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    boolean whole = true;
    boolean blank = false;
    ahead = line();
    while (ahead != null && !(blank && begins(ahead))) {
      blank = isBlank(ahead);
      whole = whole && mail.size() + ahead.length <= Limits.UPLOAD;
      if (whole) {
        write(mail, ahead);
      }
      ahead = line();
    }
    return Optional.of(
        whole
            ? Next.part(part(begins, mail.toByteArray()))
            : Next.wrong(Problem.of(begins, "", "too-long", "")));
  }

  private Part part(long begins, byte[] mail) throws IOException {
    MailHead head = MailHead.of(mail);
    BlobRef stored = blobs.put(new ByteArrayInputStream(mail), Limits.UPLOAD);
    String own = head.messageId().isEmpty() ? "sha256:" + stored.sha256() : head.messageId();
    return new Part(
        begins,
        thread(head, own),
        List.of(own, head.from(), head.subject(), head.date()),
        Optional.of(stored));
  }

  private String thread(MailHead head, String own) {
    String number =
        head.tag()
            .or(() -> Optional.ofNullable(threads.get(own)))
            .or(
                () ->
                    head.references().stream().map(threads::get).filter(n -> n != null).findFirst())
            .orElseGet(() -> head.references().stream().findFirst().orElse(own));
    String spelled = InboundText.line(Formers.spelled(number), Part.LONGEST_NUMBER);
    threads.putIfAbsent(own, spelled);
    head.references().forEach(reference -> threads.putIfAbsent(reference, spelled));
    return spelled;
  }

  /** mboxrd: a line of a mail that begins like a separator was given one more {@code >}. */
  private static void write(ByteArrayOutputStream mail, byte[] line) {
    int quotes = 0;
    while (quotes < line.length && line[quotes] == '>') {
      quotes++;
    }
    boolean quoted = quotes > 0 && startsAt(line, quotes);
    mail.write(line, quoted ? 1 : 0, quoted ? line.length - 1 : line.length);
  }

  private static boolean begins(byte[] line) {
    return startsAt(line, 0);
  }

  private static boolean startsAt(byte[] line, int at) {
    if (line.length < at + SEPARATOR.length) {
      return false;
    }
    for (int i = 0; i < SEPARATOR.length; i++) {
      if (line[at + i] != SEPARATOR[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte[] line) {
    return line.length == 1 && line[0] == '\n' || line.length == 2 && line[0] == '\r';
  }

  /** With its end; a very long one comes in pieces. Null behind the last. */
  private byte[] line() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream(80);
    int next = 0;
    while (next != '\n' && read.size() < LONGEST_LINE && (next = file.read()) != -1) {
      read.write(next);
    }
    line += read.size() == 0 ? 0 : 1;
    return read.size() == 0 ? null : read.toByteArray();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
