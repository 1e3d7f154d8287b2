package org.madoguchi.tickets.internal.files;

/**
 * How many points a picture unfolds into, read from its header. A few kilobytes can claim thousands
 * of millions; such a picture is saved, not shown.
 */
final class PictureSize {
  private static final long MOST_POINTS = 50_000_000;
  private static final int LONGEST_SIDE = 20_000;

  private PictureSize() {}

  /** Whether browsers may be given it: a kind all of them show, of a size none of them minds. */
  static boolean isShown(String mediaType, byte[] head) {
    long[] size =
        switch (mediaType) {
          case "image/png" -> new long[] {big(head, 16, 4), big(head, 20, 4)};
          case "image/gif" -> new long[] {little(head, 6, 2), little(head, 8, 2)};
          case "image/jpeg" -> jpeg(head);
          case "image/webp" -> webp(head);
          default -> new long[] {0, 0};
        };
    return size[0] > 0
        && size[1] > 0
        && size[0] <= LONGEST_SIDE
        && size[1] <= LONGEST_SIDE
        && size[0] * size[1] <= MOST_POINTS;
  }

  private static long big(byte[] head, int at, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | at(head, at + i);
    }
    return value;
  }

  private static long little(byte[] head, int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | at(head, at + i);
    }
    return value;
  }

  /** Zero behind the end, so that a cut-off header has no size. */
  private static int at(byte[] head, int at) {
    return at < head.length ? head[at] & 0xff : 0;
  }

  /** The frame's header comes after segments of any number, a preview picture among them. */
  private static long[] jpeg(byte[] head) {
    int at = 2;
    while (at + 9 < head.length && at(head, at) == 0xff) {
      int marker = at(head, at + 1);
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (frame) {
        return new long[] {big(head, at + 7, 2), big(head, at + 5, 2)};
      }
      at += marker == 0xff ? 1 : 2 + (int) big(head, at + 2, 2);
    }
    return new long[] {0, 0};
  }

  private static long[] webp(byte[] head) {
    return switch (at(head, 15)) {
      case 'X' -> new long[] {little(head, 24, 3) + 1, little(head, 27, 3) + 1};
      case 'L' -> {
        long bits = little(head, 21, 4);
        yield new long[] {(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
      }
      default -> new long[] {little(head, 26, 2) & 0x3fff, little(head, 28, 2) & 0x3fff};
    };
  }
}
