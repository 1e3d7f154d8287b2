package org.madoguchi.itests.hotswap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plug-in as one file: made from scratch, or another version of one there is. */
final class PluginJar {
  private final Manifest manifest;
  private final Map<String, byte[]> files = new TreeMap<>();

  private PluginJar(Manifest manifest) {
    this.manifest = manifest;
  }

  static PluginJar named(String name, String version) {
    PluginJar jar = new PluginJar(new Manifest());
    return jar.header("Manifest-Version", "1.0")
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", name)
        .header("Bundle-Version", version);
  }

  /** The same content under another version. */
  static PluginJar of(Path file, String version) throws IOException {
    try (JarFile source = new JarFile(file.toFile())) {
      PluginJar jar = new PluginJar(source.getManifest());
      for (JarEntry entry : Collections.list(source.entries())) {
        if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          try (InputStream content = source.getInputStream(entry)) {
            jar.files.put(entry.getName(), content.readAllBytes());
          }
        }
      }
      return jar.header("Bundle-Version", version);
    }
  }

  PluginJar header(String name, String value) {
    manifest.getMainAttributes().put(new Attributes.Name(name), value);
    return this;
  }

  /** Adds to a header that is a list. */
  PluginJar imports(String packageName) {
    String before = manifest.getMainAttributes().getValue("Import-Package");
    return header("Import-Package", before == null ? packageName : before + "," + packageName);
  }

  PluginJar file(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Puts a class of this module into it. */
  PluginJar type(Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream content = type.getClassLoader().getResourceAsStream(path)) {
      files.put(path, content.readAllBytes());
    }
    return this;
  }

  /** Drops it into a folder, or replaces the file of this name, in one move. */
  void deployTo(Path folder, String fileName) throws IOException {
    Path draft = folder.resolveSibling(fileName + ".draft");
    try (OutputStream out = Files.newOutputStream(draft);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
      }
    }
    Files.move(draft, folder.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
  }
}
