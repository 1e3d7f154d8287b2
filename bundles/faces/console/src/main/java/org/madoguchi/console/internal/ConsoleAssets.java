package org.madoguchi.console.internal;

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
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The console's modules and style sheets. All of them live below one hash of their whole content,
 * so that browsers may keep them for good and an open page never mixes modules of two versions.
 */
@Component(service = ConsoleAssets.class)
public final class ConsoleAssets {
  static final String ADDRESS = "/console/assets";

  private static final String FOLDER = "console/assets";
  private static final int HASH_BYTES = 6;

  private final Map<String, byte[]> files;
  private final String hash;

  @Activate
  public ConsoleAssets(BundleContext context) {
    this(read(context.getBundle()));
  }

  ConsoleAssets(SortedMap<String, byte[]> files) {
    this.files = files;
    this.hash = hash(files);
  }

  /** Where the files are, for example {@code /console/assets/0f3c5a7be210}. */
  String base() {
    return ADDRESS + "/" + hash;
  }

  /** The file behind {@code <hash>/<path>}; empty for another version's hash. */
  Optional<byte[]> file(String hashAndPath) {
    return hashAndPath.startsWith(hash + "/")
        ? Optional.ofNullable(files.get(hashAndPath.substring(hash.length() + 1)))
        : Optional.empty();
  }

  private static SortedMap<String, byte[]> read(Bundle bundle) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Enumeration<URL> found = bundle.findEntries(FOLDER, "*", true);
    for (URL url : Collections.list(found)) {
      String path = url.getPath();
      if (!path.endsWith("/")) {
        files.put(path.substring(path.indexOf(FOLDER) + FOLDER.length() + 1), content(url));
      }
    }
    return files;
  }

  static byte[] content(URL url) {
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(SortedMap<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (path, content) -> {
            digest.update((path + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
