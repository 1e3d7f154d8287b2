package org.madoguchi.directory.internal.factor;

/**
 * A QR code as the path of an SVG drawing: each dark module is a square of one unit.
 *
 * @param size width and height of the drawing, with the quiet zone around it
 * @param path the {@code d} of an SVG path
 */
public record QrCode(int size, String path) {
  /** ISO/IEC 18004 asks for four modules of quiet zone. */
  private static final int MARGIN = 4;

  static QrCode of(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return new QrCode(code.size + 2 * MARGIN, path.toString());
  }
}
