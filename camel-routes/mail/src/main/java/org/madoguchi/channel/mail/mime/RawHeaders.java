package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Header fields as they came, in order. Names are compared without case. */
public final class RawHeaders {
  /**
   * @param body unfolded, without the name, as bytes
   */
  private record Field(String name, byte[] body) {}

  private final List<Field> fields = new ArrayList<>();

  /**
   * @param raw the whole field with its name and folds; a line without a name is left out
   */
  void add(byte[] raw) {
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') {
      colon++;
    }
    if (colon == 0 || colon == raw.length) {
      return;
    }
    String name = new String(raw, 0, colon, StandardCharsets.US_ASCII).strip();
    fields.add(new Field(name.toLowerCase(Locale.ROOT), unfolded(raw, colon + 1)));
  }

  /** RFC 5322, 2.2.3: the line break goes, the white space after it stays. */
  private static byte[] unfolded(byte[] raw, int from) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(raw.length - from);
    for (int i = from; i < raw.length; i++) {
      if (raw[i] != '\r' && raw[i] != '\n' && raw[i] != 0) {
        body.write(raw[i]);
      }
    }
    return body.toByteArray();
  }

  /** Each field's bytes, for hashing. */
  List<byte[]> bytes(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::body).toList();
  }

  /** All fields' names and bytes, for hashing. */
  void forEach(BiConsumer<String, byte[]> visitor) {
    fields.forEach(f -> visitor.accept(f.name(), f.body()));
  }

  public boolean has(String name) {
    return fields.stream().anyMatch(f -> f.name().equals(name));
  }

  /**
   * The first field's value with raw eight-bit and JIS text decoded and encoded words left as they
   * are; '' if none.
   */
  public String literal(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  /** Like {@link #literal}, of every field of that name. */
  public List<String> all(String name) {
    return bytes(name).stream().map(b -> JapaneseText.decode(b, null).strip()).toList();
  }

  /** The first field's value as people read it; '' if none. */
  public String text(String name) {
    return CleanText.line(EncodedWords.decode(literal(name)));
  }
}
