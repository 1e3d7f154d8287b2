package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages mails by chance, but always by the same. */
final class Damage {
  private static final String[] LABELS = {
    "ISO-2022-JP",
    "Shift_JIS",
    "EUC-JP",
    "UTF-8",
    "GB18030",
    "EUC-KR",
    "UTF-16",
    "utf-32",
    "x\u0000y",
    ""
  };
  private final Random random;

  Damage(long seed) {
    random = new Random(seed);
  }

  byte[] to(byte[] mail) {
    byte[] damaged = mail.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      damaged =
          switch (random.nextInt(5)) {
            case 0 -> flipped(damaged);
            case 1 -> Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
            case 2 -> withLinesTwice(damaged);
            case 3 -> relabelled(damaged);
            default -> withRubbish(damaged);
          };
    }
    return damaged;
  }

  private byte[] flipped(byte[] mail) {
    for (int i = 0; mail.length > 0 && i < 1 + random.nextInt(30); i++) {
      mail[random.nextInt(mail.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return mail;
  }

  private byte[] withLinesTwice(byte[] mail) {
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    StringBuilder twice = new StringBuilder();
    text.lines()
        .forEach(line -> twice.append((line + "\r\n").repeat(random.nextInt(6) == 0 ? 3 : 1)));
    return twice.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] relabelled(byte[] mail) {
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    String label = LABELS[random.nextInt(LABELS.length)];
    return text.replaceAll("(?i)(iso-2022-jp|shift_jis|euc-jp|utf-8|gb2312)", label)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] withRubbish(byte[] mail) {
    int at = random.nextInt(mail.length + 1);
    byte[] rubbish = new byte[random.nextInt(2000)];
    random.nextBytes(rubbish);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(mail, 0, at);
    out.writeBytes(rubbish);
    out.write(mail, at, mail.length - at);
    return out.toByteArray();
  }
}
