package org.madoguchi.web.internal.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.madoguchi.web.StaticContent;
import org.madoguchi.web.StaticContent.Caching;
import org.osgi.framework.Bundle;

/**
 * Reads an extension out of its bundle, whole: what browsers hold must stay served after the bundle
 * has gone.
 */
final class ExtensionBundle {
  static final String MANIFEST = "OSGI-INF/madoguchi-ui.json";

  private static final String FOLDER = "madoguchi-ui";
  private static final int MEBIBYTES = 4;
  private static final int FILES = 200;

  private ExtensionBundle() {}

  /** Empty when the bundle has no manifest of an extension. */
  static Optional<Extension> read(Bundle bundle) {
    URL manifest = bundle.getEntry(MANIFEST);
    if (manifest == null) {
      return Optional.empty();
    }
    String name = bundle.getSymbolicName();
    String version = bundle.getVersion().toString();
    try {
      SortedMap<String, byte[]> files = files(bundle);
      byte[] text = content(manifest, MEBIBYTES << 20);
      ExtensionManifest checked = ExtensionManifest.read(text, files);
      StaticContent content =
          new StaticContent(path -> Optional.ofNullable(files.get(path)), Caching.IMMUTABLE);
      return Optional.of(new Extension.Usable(name, version, hash(text, files), checked, content));
    } catch (BadManifest e) {
      return Optional.of(new Extension.Unusable(name, version, e.code(), e.arguments()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, byte[]> files(Bundle bundle) throws IOException, BadManifest {
    SortedMap<String, byte[]> files = new TreeMap<>();
    int left = MEBIBYTES << 20;
    Enumeration<URL> urls = bundle.findEntries(FOLDER, "*", true);
    for (URL url : urls == null ? Collections.<URL>emptyList() : Collections.list(urls)) {
      String path = url.getPath();
      if (path.endsWith("/")) {
        continue; // a folder
      }
      byte[] content = content(url, left);
      left -= content.length;
      files.put(path.substring(path.indexOf(FOLDER + "/") + FOLDER.length() + 1), content);
      if (files.size() > FILES) {
        throw tooLarge();
      }
    }
    return files;
  }

  private static byte[] content(URL url, int most) throws IOException, BadManifest {
    try (InputStream in = url.openStream()) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw tooLarge();
      }
      return content;
    }
  }

  private static BadManifest tooLarge() {
    return new BadManifest("too-large", String.valueOf(MEBIBYTES), String.valueOf(FILES));
  }

  private static String hash(byte[] manifest, Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(manifest);
      files.forEach(
          (path, content) -> {
            digest.update((path + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
