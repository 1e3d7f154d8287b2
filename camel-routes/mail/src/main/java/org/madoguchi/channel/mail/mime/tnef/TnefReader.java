package org.madoguchi.channel.mail.mime.tnef;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.channel.mail.mime.JapaneseText;
import org.madoguchi.channel.mail.mime.tnef.TnefMessage.TnefFile;

/**
 * Reads the attributes of a TNEF stream in order. Nothing is believed: every length is checked
 * against what is there, and each byte that is there comes into at most one file.
 */
public final class TnefReader {
  private static final int SIGNATURE = 0x223e9f78;
  private static final int MESSAGE = 1;
  private static final int ATTACHMENT = 2;
  private static final int MOST_ATTRIBUTES = 20_000;
  private static final int MOST_RTF_BYTES = 4 * 1024 * 1024;
  private static final int DEEPEST = 4;

  private static final int OEM_CODE_PAGE = 0x00069007;
  private static final int SUBJECT = 0x00018004;
  private static final int BODY = 0x0002800c;
  private static final int PROPERTIES = 0x00069003;
  private static final int ATTACHMENT_BEGINS = 0x00069002;
  private static final int ATTACHMENT_CONTENT = 0x0006800f;
  private static final int ATTACHMENT_TITLE = 0x00018010;
  private static final int ATTACHMENT_PROPERTIES = 0x00069005;

  /** What all levels of one message may still use. */
  private static final class Allowance {
    private int files;
    private int attributes = MOST_ATTRIBUTES;
    private int rtfBytes = MOST_RTF_BYTES;

    Allowance(int files) {
      this.files = files;
    }
  }

  private final Bytes bytes;
  private final int depth;
  private final Allowance allowance;
  private final List<TnefFile> files = new ArrayList<>();
  private int codePage;
  private byte[] subject = new byte[0];
  private byte[] body = new byte[0];
  private MapiProperties properties = MapiProperties.NONE;
  private Wrapped current;
  private boolean whole = true;

  /** An attachment as far as it is read. */
  private static final class Wrapped {
    private byte[] title = new byte[0];
    private Bytes content; // null until it comes
    private MapiProperties properties = MapiProperties.NONE;

    boolean isCutOff() {
      return content == null && properties.part(MapiProperties.ATTACHED_OBJECT).remaining() == 0;
    }
  }

  private TnefReader(Bytes bytes, int depth, Allowance allowance) {
    this.bytes = bytes;
    this.depth = depth;
    this.allowance = allowance;
  }

  /**
   * @param mostFiles how many attachments may come out of it
   * @return empty when it is none at all
   */
  public static Optional<TnefMessage> read(byte[] stream, int mostFiles) {
    return read(new Bytes(stream), 0, new Allowance(mostFiles));
  }

  private static Optional<TnefMessage> read(Bytes bytes, int depth, Allowance allowance) {
    if (bytes.remaining() < 6 || bytes.int32() != SIGNATURE) {
      return Optional.empty();
    }
    bytes.skip(2); // the key is for nobody
    return Optional.of(new TnefReader(bytes, depth, allowance).message());
  }

  private TnefMessage message() {
    try {
      attributes();
    } catch (Bytes.Damaged e) {
      whole = false; // what was read until here
    }
    attach();
    return text();
  }

  private void attributes() {
    while (bytes.remaining() >= 9) {
      if (--allowance.attributes < 0) {
        throw new Bytes.Damaged();
      }
      int level = bytes.int8();
      int tag = bytes.int32();
      Bytes value = bytes.part(bytes.int32());
      bytes.skip(Math.min(2, bytes.remaining())); // the checksum: some writers have it wrong
      if (level == MESSAGE) {
        ofMessage(tag, value);
      } else if (level == ATTACHMENT) {
        ofAttachment(tag, value);
      } else {
        throw new Bytes.Damaged();
      }
    }
  }

  private void ofMessage(int tag, Bytes value) {
    switch (tag) {
      case OEM_CODE_PAGE -> codePage = value.remaining() >= 4 ? value.int32() : 0;
      case SUBJECT -> subject = value.rest();
      case BODY -> body = value.rest();
      case PROPERTIES -> properties = properties(value);
      default -> {
        // dates, addresses and priorities are in the mail's own header
      }
    }
  }

  private void ofAttachment(int tag, Bytes value) {
    if (tag == ATTACHMENT_BEGINS) {
      attach();
      current = new Wrapped();
    }
    if (current == null) {
      return;
    }
    switch (tag) {
      case ATTACHMENT_CONTENT -> current.content = value;
      case ATTACHMENT_TITLE -> current.title = value.rest();
      case ATTACHMENT_PROPERTIES -> current.properties = properties(value);
      default -> {
        // icons and dates
      }
    }
  }

  private MapiProperties properties(Bytes value) {
    MapiProperties read = MapiProperties.read(value);
    whole &= read.whole();
    return read;
  }

  /** The attachment that was read last is over. */
  private void attach() {
    if (current == null) {
      return;
    }
    Wrapped ended = current;
    current = null;
    if (ended.isCutOff()) {
      whole = false;
      return;
    }
    String label = CodePages.label(codePage);
    String name = name(ended, label);
    Bytes object = ended.properties.part(MapiProperties.ATTACHED_OBJECT);
    if (depth < DEEPEST && nested(object, name)) {
      return;
    }
    boolean outside = ended.content != null && ended.content.remaining() > 0;
    byte[] content = outside ? ended.content.rest() : object.rest();
    String contentId = ended.properties.text(MapiProperties.CONTENT_ID, label);
    String type = ended.properties.text(MapiProperties.MEDIA_TYPE, label);
    add(new TnefFile(name, type, contentId.replaceAll("^<|>$", ""), content));
  }

  private void add(TnefFile file) {
    if (allowance.files <= 0) {
      whole = false;
      return;
    }
    allowance.files--;
    files.add(file);
  }

  /**
   * A message attached to the message: its files are taken out, too, and its text is one of them.
   */
  private boolean nested(Bytes object, String name) {
    Optional<TnefMessage> inner = read(object.apart(), depth + 1, allowance);
    inner.ifPresent(
        message -> {
          whole &= message.whole();
          String title = name.isEmpty() ? message.subject() : name;
          boolean isHtml = message.text().isBlank() && !message.html().isBlank();
          String text = isHtml ? message.html() : message.text();
          if (!text.isBlank()) {
            String type = isHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
            String ending = isHtml ? ".html" : ".txt";
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            add(new TnefFile((title.isBlank() ? "message" : title) + ending, type, "", content));
          }
          files.addAll(message.files());
        });
    return inner.isPresent();
  }

  private static String name(Wrapped attachment, String label) {
    for (int property :
        new int[] {
          MapiProperties.LONG_FILE_NAME, MapiProperties.FILE_NAME, MapiProperties.DISPLAY_NAME
        }) {
      String name = attachment.properties.text(property, label);
      if (!name.isBlank()) {
        return name;
      }
    }
    return decoded(attachment.title, label);
  }

  private static String decoded(byte[] text, String label) {
    return JapaneseText.decode(MapiProperties.withoutEnd(text), label);
  }

  private TnefMessage text() {
    String oem = CodePages.label(codePage);
    String title = properties.text(MapiProperties.SUBJECT, oem);
    if (title.isBlank()) {
      title = decoded(subject, oem);
    }
    String text = properties.text(MapiProperties.BODY, oem);
    if (text.isBlank()) {
      text = decoded(body, oem);
    }
    int internet = properties.number(MapiProperties.INTERNET_CODE_PAGE);
    String label = internet == 0 ? oem : CodePages.label(internet);
    String html = text.isBlank() ? properties.text(MapiProperties.HTML, label) : "";
    if (text.isBlank() && html.isBlank()) {
      RtfText read = RtfText.of(rtf());
      text = read.isHtml() ? "" : read.text();
      html = read.isHtml() ? read.text() : "";
    }
    return new TnefMessage(title, text, html, List.copyOf(files), whole);
  }

  private byte[] rtf() {
    Bytes compressed = properties.part(MapiProperties.COMPRESSED_RTF);
    byte[] rtf = CompressedRtf.expanded(compressed, allowance.rtfBytes);
    allowance.rtfBytes -= rtf.length;
    whole &= allowance.rtfBytes > 0;
    return rtf;
  }
}
