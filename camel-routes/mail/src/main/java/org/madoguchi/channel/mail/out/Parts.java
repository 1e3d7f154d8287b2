package org.madoguchi.channel.mail.out;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.InboundMessage.Attachment;

/** Writes header and parts of one mail, and never more than the limit. */
final class Parts {
  /** The mail has become larger than it may be. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
  }

  static final String NEW_LINE = "\r\n";
  private static final int LONGEST_LINE = 998;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,80}");
  // RFC 2045, 6.4: these may not be Base64
  private static final Set<String> COMPOSITE = Set.of("message", "multipart");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MailCharset charset;
  private final long mostBytes;

  Parts(MailCharset charset, long mostBytes) {
    this.charset = charset;
    this.mostBytes = mostBytes;
  }

  MailCharset charset() {
    return charset;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  void write(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  void text(String subtype, String text) throws TooLarge {
    byte[] content = charset.bytes(text.replace("\n", NEW_LINE));
    boolean readable = charset.isSevenBit() && isMailText(content);
    write("Content-Type: text/" + subtype + "; charset=" + charset.label() + NEW_LINE);
    write("Content-Transfer-Encoding: " + (readable ? "7bit" : "base64") + NEW_LINE + NEW_LINE);
    // Base64 keeps every line of any length as it is, and no server on the way has a reason to
    // touch it; old phones want their charset bare
    out.writeBytes(readable ? content : Base64.getMimeEncoder().encode(content));
    write(NEW_LINE);
    check();
  }

  /** Lines that mail allows, and none that a part or a mailbox file begins with. */
  private static boolean isMailText(byte[] content) {
    String lines = new String(content, StandardCharsets.ISO_8859_1);
    return lines
        .lines()
        .allMatch(
            line ->
                line.length() <= LONGEST_LINE
                    && !line.startsWith("--")
                    && !line.startsWith("From ")
                    && line.indexOf('\0') < 0);
  }

  /**
   * @param name of one line
   * @throws IOException the attachment cannot be read now
   */
  void attachment(Attachment attachment, String name) throws IOException, TooLarge {
    HeaderEncoding encoding = new HeaderEncoding(charset);
    String type = attachment.mediaType();
    boolean opaque =
        MEDIA_TYPE.matcher(type).matches()
            && !COMPOSITE.contains(type.substring(0, type.indexOf('/')).toLowerCase(Locale.ROOT));
    write("Content-Type: " + (opaque ? type : "application/octet-stream"));
    write(encoding.typeName(name) + NEW_LINE);
    write("Content-Transfer-Encoding: base64" + NEW_LINE);
    write("Content-Disposition: attachment" + encoding.fileName(name) + NEW_LINE + NEW_LINE);
    try (InputStream content = attachment.content().open();
        var encoded = Base64.getMimeEncoder().wrap(out)) {
      byte[] buffer = new byte[16 * 1024];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        encoded.write(buffer, 0, n);
        check();
      }
    }
    write(NEW_LINE);
    check();
  }

  private void check() throws TooLarge {
    if (out.size() > mostBytes) {
      throw new TooLarge();
    }
  }
}
