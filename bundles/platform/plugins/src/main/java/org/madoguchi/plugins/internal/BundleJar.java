package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Bundles as files. */
final class BundleJar {
  // it names a folder, too
  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]{0,199}");
  private static final long EPOCH_MILLIS = 1_000_000_000_000L;

  private BundleJar() {}

  /**
   * What a file says it is.
   *
   * @param name '' when it is no bundle
   */
  record Identity(String name, String version) {}

  static Identity identify(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
      if (name == null) {
        return new Identity("", "");
      }
      String symbolicName = name.replaceFirst(";.*", "").strip();
      if (!NAME.matcher(symbolicName).matches()) {
        throw new IOException("its name is none");
      }
      String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
      return new Identity(symbolicName, Version.parseVersion(version).toString());
    } catch (IllegalArgumentException e) {
      throw new IOException("the version is none", e);
    }
  }

  /** Writes what an installed bundle consists of, wherever it was installed from. */
  static void write(Bundle bundle, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      copy(bundle.getEntry(JarFile.MANIFEST_NAME), JarFile.MANIFEST_NAME, jar);
      Enumeration<URL> entries = bundle.findEntries("/", "*", true);
      List<URL> sorted =
          new ArrayList<>(
              Collections.list(entries == null ? Collections.emptyEnumeration() : entries));
      sorted.sort(Comparator.comparing(URL::getPath));
      for (URL entry : sorted) {
        String path = entry.getPath().substring(1);
        if (!path.endsWith("/") && !path.equals(JarFile.MANIFEST_NAME)) {
          copy(entry, path, jar);
        }
      }
    }
  }

  private static void copy(URL entry, String path, JarOutputStream jar) throws IOException {
    JarEntry copied = new JarEntry(path);
    copied.setTime(EPOCH_MILLIS); // the same content is the same file
    jar.putNextEntry(copied);
    try (InputStream in = entry.openStream()) {
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
