package org.madoguchi.channel.mail.mime.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes winmail.dat as Outlook and Exchange do, and as neither would. */
public final class TnefWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public TnefWriter() {
    int32(out, 0x223e9f78);
    int16(out, 1);
    attribute(1, 0x00089006, ints(0x00010000));
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  public TnefWriter codePage(int codePage) {
    return attribute(1, 0x00069007, ints(codePage, 0));
  }

  public TnefWriter body(byte[] text) {
    return attribute(1, 0x0002800c, text);
  }

  public TnefWriter properties(Properties properties) {
    return attribute(1, 0x00069003, properties.bytes());
  }

  /** As Exchange: everything in the properties, the 8.3 name outside. */
  public TnefWriter file(byte[] title, byte[] content, Properties properties) {
    attribute(2, 0x00069002, new byte[14]);
    attribute(2, 0x00018010, title);
    attribute(2, 0x0006800f, content);
    return attribute(2, 0x00069005, properties.bytes());
  }

  /** An attachment that lies in the properties alone. */
  public TnefWriter object(Properties properties) {
    attribute(2, 0x00069002, new byte[14]);
    return attribute(2, 0x00069005, properties.bytes());
  }

  public TnefWriter attribute(int level, int tag, byte[] value) {
    out.write(level);
    int32(out, tag);
    int32(out, value.length);
    out.writeBytes(value);
    int sum = 0;
    for (byte b : value) {
      sum += b & 0xff;
    }
    int16(out, sum);
    return this;
  }

  /** MAPI properties. */
  public static final class Properties {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int count;

    public Properties unicode(int id, String text) {
      return variable(0x1f, id, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
    }

    public Properties string(int id, byte[] text) {
      return variable(0x1e, id, text);
    }

    public Properties binary(int id, byte[] value) {
      return variable(0x102, id, value);
    }

    /** A message or a file within, behind the id of its interface. */
    public Properties object(int id, byte[] content) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      value.writeBytes(new byte[16]);
      value.writeBytes(content);
      return variable(0x0d, id, value.toByteArray());
    }

    public Properties number(int id, int value) {
      head(0x03, id);
      int32(out, value);
      return this;
    }

    /** Of every other kind there is, so that a reader must know how long each is. */
    public Properties others() {
      head(0x02, 0x0017);
      int32(out, 1);
      head(0x0b, 0x0e1b);
      int32(out, 1);
      head(0x40, 0x0039);
      out.writeBytes(new byte[8]);
      head(0x48, 0x0e58);
      out.writeBytes(new byte[16]);
      head(0x1003, 0x6001); // several numbers
      int32(out, 2);
      int32(out, 7);
      int32(out, 8);
      head(0x101f, 0x6002); // several texts
      int32(out, 2);
      for (String text : new String[] {"a", "bcd"}) {
        padded(text.getBytes(StandardCharsets.UTF_16LE));
      }
      head(0x03, 0x8001); // named by number
      out.writeBytes(new byte[16]);
      int32(out, 0);
      int32(out, 0x8501);
      int32(out, 1);
      head(0x03, 0x8002); // named by name
      out.writeBytes(new byte[16]);
      int32(out, 1);
      byte[] name = "Keywords\0".getBytes(StandardCharsets.UTF_16LE);
      padded(name);
      int32(out, 1);
      return this;
    }

    /** Many values of the kind that has no bytes: no writer means that. */
    public Properties endless(int id) {
      head(0x1001, id);
      int32(out, 20_000);
      return this;
    }

    private Properties variable(int type, int id, byte[] value) {
      head(type, id);
      int32(out, 1);
      padded(value);
      return this;
    }

    private void padded(byte[] value) {
      int32(out, value.length);
      out.writeBytes(value);
      out.writeBytes(new byte[-value.length & 3]);
    }

    private void head(int type, int id) {
      count++;
      int16(out, type);
      int16(out, id);
    }

    byte[] bytes() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int32(all, count);
      all.writeBytes(out.toByteArray());
      return all.toByteArray();
    }
  }

  /** LZFu with nothing but literals, which every reader must expand, too. */
  public static byte[] literally(byte[] rtf) {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    for (int i = 0; i < rtf.length; i += 8) {
      runs.write(0);
      runs.write(rtf, i, Math.min(8, rtf.length - i));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int32(out, runs.size() + 12);
    int32(out, rtf.length);
    int32(out, 0x75465a4c);
    int32(out, 0);
    out.writeBytes(runs.toByteArray());
    return out.toByteArray();
  }

  /**
   * LZFu that repeats the last letter, 17 times by each two bytes.
   *
   * @param rtf of eight letters
   */
  public static byte[] packed(String rtf, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(literally(rtf.getBytes(StandardCharsets.US_ASCII)));
    int at = 207 + rtf.length(); // behind what the window begins with
    for (int i = 0; i < times; i++) {
      if (i % 8 == 0) {
        out.write(0xff);
      }
      int reference = (at + 4095) % 4096 << 4 | 15;
      out.write(reference >> 8);
      out.write(reference);
      at = (at + 17) % 4096;
    }
    return out.toByteArray();
  }

  private static byte[] ints(int... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int value : values) {
      int32(out, value);
    }
    return out.toByteArray();
  }

  private static void int16(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }

  private static void int32(ByteArrayOutputStream out, int value) {
    int16(out, value);
    int16(out, value >> 16);
  }
}
