package org.madoguchi.channel.mail.mime;

/** Joins the lines of {@code format=flowed} again (RFC 3676). */
final class FlowedText {
  private static final String SIGNATURE = "-- ";

  private FlowedText() {}

  /**
   * @param deleteSpace DelSp=yes: the space at the line's end is not part of the text, as in
   *     Japanese
   */
  static String joined(String text, boolean deleteSpace) {
    StringBuilder out = new StringBuilder(text.length());
    int openDepth = -1; // quote depth of the unfinished paragraph
    for (String raw : text.split("\n", -1)) {
      int depth = 0;
      while (depth < raw.length() && raw.charAt(depth) == '>') {
        depth++;
      }
      String line = raw.substring(depth);
      line = line.startsWith(" ") ? line.substring(1) : line;
      boolean signature = line.equals(SIGNATURE);
      if (openDepth != depth || signature) {
        if (openDepth >= 0) {
          out.append('\n');
        }
        if (depth > 0) {
          out.append(">".repeat(depth)).append(' ');
        }
      }
      boolean flows = line.endsWith(" ") && !signature;
      out.append(flows && deleteSpace ? line.substring(0, line.length() - 1) : line);
      if (flows) {
        openDepth = depth;
      } else {
        out.append('\n');
        openDepth = -1;
      }
    }
    out.setLength(Math.max(0, out.length() - 1));
    return out.toString();
  }
}
