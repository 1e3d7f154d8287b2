package org.madoguchi.itests.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plug-in as its author hands it over: one jar that brings one panel beside the ticket. */
final class PluginFile {
  private final String name;
  private final String version;
  private final String label;
  private final Map<String, byte[]> files = new TreeMap<>();
  private String activator = "";
  private String imported = "";

  PluginFile(String name, String version) {
    this(name, version, "試し " + name);
  }

  PluginFile(String name, String version, String label) {
    this.name = name;
    this.version = version;
    this.label = label;
    manifest("1.0");
  }

  /** The label of the panel, by which it is found on the page. */
  String label() {
    return label;
  }

  String symbolicName() {
    return "org.madoguchi.itests." + name;
  }

  String fileName() {
    return symbolicName() + ".jar";
  }

  /** What it says of itself; {@code uiApi} is the version of the console it was written for. */
  PluginFile manifest(String uiApi) {
    files.put(
        "OSGI-INF/madoguchi-ui.json",
        """
        {"uiApi": "%s", "title": {"ja": "%s"}, "module": "panel.js", "contributions":
          [{"slot": "ticket.panel", "id": "%s", "export": "Panel", "label": {"ja": "%s"}}]}
        """
            .formatted(uiApi, label(), name, label())
            .getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Its module; it has to export {@code Panel}. */
  PluginFile module(String code) {
    files.put("madoguchi-ui/panel.js", code.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Without a panel; it does something while it is there. */
  PluginFile doing(Class<?> begins, String packages) throws IOException {
    files.clear();
    String file = begins.getName().replace('.', '/') + ".class";
    try (InputStream code = begins.getResourceAsStream("/" + file)) {
      files.put(file, code.readAllBytes());
    }
    activator = begins.getName();
    return importing(packages);
  }

  /** A package nobody has: it will not start. */
  PluginFile importing(String missing) {
    imported = missing;
    return this;
  }

  void writeTo(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.putValue("Manifest-Version", "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", symbolicName());
    headers.putValue("Bundle-Version", version);
    if (!imported.isEmpty()) {
      headers.putValue("Import-Package", imported);
    }
    if (!activator.isEmpty()) {
      headers.putValue("Bundle-Activator", activator);
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
  }
}
