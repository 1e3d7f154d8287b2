package org.madoguchi.channel.mail.mime.tnef;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.madoguchi.channel.mail.mime.JapaneseText;

/**
 * The properties of a message or of an attachment, those that are of use.
 *
 * @param whole false when reading had to end early
 */
record MapiProperties(Map<Integer, Value> values, boolean whole) {
  static final MapiProperties NONE = new MapiProperties(Map.of(), true);

  static final int SUBJECT = 0x0037;
  static final int BODY = 0x1000;
  static final int COMPRESSED_RTF = 0x1009;
  static final int HTML = 0x1013;
  static final int DISPLAY_NAME = 0x3001;
  static final int ATTACHED_OBJECT = 0x3701;
  static final int FILE_NAME = 0x3704;
  static final int LONG_FILE_NAME = 0x3707;
  static final int MEDIA_TYPE = 0x370e;
  static final int CONTENT_ID = 0x3712;
  static final int INTERNET_CODE_PAGE = 0x3fde;

  private static final Set<Integer> USEFUL =
      Set.of(
          SUBJECT,
          BODY,
          COMPRESSED_RTF,
          HTML,
          DISPLAY_NAME,
          ATTACHED_OBJECT,
          FILE_NAME,
          LONG_FILE_NAME,
          MEDIA_TYPE,
          CONTENT_ID,
          INTERNET_CODE_PAGE);
  private static final int MOST = 20_000;
  private static final int FIRST_NAMED = 0x8000;
  private static final int MANY_VALUES = 0x1000;
  // it has no bytes; several of it would cost nothing and be without end
  private static final int NOTHING = 0x01;
  private static final int OBJECT = 0x0d;
  private static final int STRING = 0x1e;
  private static final int UNICODE = 0x1f;
  private static final int BINARY = 0x102;

  /** A value with its type, not copied. */
  record Value(int type, Bytes bytes) {}

  /** As far as it goes. */
  static MapiProperties read(Bytes bytes) {
    Map<Integer, Value> values = new HashMap<>();
    try {
      int count = bytes.int32();
      if (count < 0 || count > MOST) {
        throw new Bytes.Damaged();
      }
      for (int i = 0; i < count; i++) {
        readOne(bytes, values);
      }
      return new MapiProperties(values, true);
    } catch (Bytes.Damaged e) {
      return new MapiProperties(values, false);
    }
  }

  private static void readOne(Bytes bytes, Map<Integer, Value> values) {
    int type = bytes.int16();
    int id = bytes.int16();
    if (id >= FIRST_NAMED) {
      skipName(bytes);
    }
    if (type == NOTHING) {
      return;
    }
    boolean many = (type & MANY_VALUES) != 0;
    int base = type & ~MANY_VALUES;
    boolean counted = many || isOfAnyLength(base);
    int count = counted ? bytes.int32() : 1;
    if (count < 0 || count > MOST) {
      throw new Bytes.Damaged();
    }
    for (int i = 0; i < count; i++) {
      Bytes value = value(bytes, base);
      if (i == 0 && USEFUL.contains(id)) {
        values.putIfAbsent(id, new Value(base, value));
      }
    }
  }

  private static void skipName(Bytes bytes) {
    bytes.skip(16);
    if (bytes.int32() == 0) {
      bytes.skip(4);
    } else {
      padded(bytes, bytes.int32());
    }
  }

  private static boolean isOfAnyLength(int type) {
    return type == STRING || type == UNICODE || type == BINARY || type == OBJECT;
  }

  private static Bytes value(Bytes bytes, int type) {
    return switch (type) {
      case STRING, UNICODE, BINARY -> padded(bytes, bytes.int32());
      case OBJECT -> withoutInterface(padded(bytes, bytes.int32()));
      case 0x02, 0x0b, 0x03, 0x04, 0x0a -> bytes.part(4); // two bytes are filled up to four
      case 0x05, 0x06, 0x07, 0x14, 0x40 -> bytes.part(8);
      case 0x48 -> bytes.part(16);
      default -> throw new Bytes.Damaged();
    };
  }

  /** Its first 16 bytes say by which interface Outlook has it. */
  private static Bytes withoutInterface(Bytes object) {
    object.skip(16);
    return object;
  }

  private static Bytes padded(Bytes bytes, int length) {
    Bytes value = bytes.part(length);
    bytes.skip(Math.min(-length & 3, bytes.remaining()));
    return value;
  }

  byte[] bytes(int id) {
    Value value = values.get(id);
    return value == null ? new byte[0] : value.bytes().rest();
  }

  /** The same without a copy. */
  Bytes part(int id) {
    Value value = values.get(id);
    return value == null ? new Bytes(new byte[0]) : value.bytes().apart();
  }

  int number(int id) {
    byte[] bytes = bytes(id);
    return bytes.length < 4 ? 0 : new Bytes(bytes).int32();
  }

  /**
   * @param label of the charset of what is not Unicode; '' = it is found out
   */
  String text(int id, String label) {
    Value value = values.get(id);
    if (value == null) {
      return "";
    }
    byte[] written = value.bytes().rest();
    if (value.type() == UNICODE) {
      String text = new String(written, StandardCharsets.UTF_16LE);
      return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }
    if (value.type() != STRING && value.type() != BINARY) {
      return "";
    }
    return JapaneseText.decode(withoutEnd(written), label);
  }

  /** Texts end with a zero. */
  static byte[] withoutEnd(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(text, end);
  }
}
