package org.madoguchi.portal.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** The bundle's own style sheet and scripts. */
final class Files {
  private static final List<String> SERVED = List.of("portal.css", "portal.js");

  private Files() {}

  static String text(String name) {
    return new String(bytes("/org/madoguchi/portal/internal/" + name), StandardCharsets.UTF_8);
  }

  /** Another one when a file is another: browsers keep them for good. */
  static String version() {
    CRC32 sum = new CRC32();
    SERVED.forEach(name -> sum.update(bytes("/portal-files/" + name)));
    return Long.toHexString(sum.getValue());
  }

  private static byte[] bytes(String path) {
    try (InputStream in = Files.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the bundle has no " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
