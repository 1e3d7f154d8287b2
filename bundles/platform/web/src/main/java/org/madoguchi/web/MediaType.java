package org.madoguchi.web;

import java.util.Locale;
import java.util.Map;

/** The content types of the product's own files, by the end of the file's name. */
record MediaType(String header, boolean text) {
  private static final MediaType UNKNOWN = new MediaType("application/octet-stream", false);
  private static final Map<String, MediaType> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("js", text("text/javascript")),
          Map.entry("mjs", text("text/javascript")),
          Map.entry("css", text("text/css")),
          Map.entry("html", text("text/html")),
          Map.entry("txt", text("text/plain")),
          Map.entry("md", text("text/plain")),
          Map.entry("csv", text("text/csv")),
          Map.entry("svg", text("image/svg+xml")),
          Map.entry("xml", text("application/xml")),
          Map.entry("json", new MediaType("application/json", true)),
          Map.entry("map", new MediaType("application/json", true)),
          Map.entry("webmanifest", new MediaType("application/manifest+json", true)),
          Map.entry("wasm", new MediaType("application/wasm", true)),
          Map.entry("png", new MediaType("image/png", false)),
          Map.entry("jpg", new MediaType("image/jpeg", false)),
          Map.entry("jpeg", new MediaType("image/jpeg", false)),
          Map.entry("gif", new MediaType("image/gif", false)),
          Map.entry("webp", new MediaType("image/webp", false)),
          Map.entry("ico", new MediaType("image/vnd.microsoft.icon", false)),
          Map.entry("woff2", new MediaType("font/woff2", false)),
          Map.entry("mp3", new MediaType("audio/mpeg", false)),
          Map.entry("pdf", new MediaType("application/pdf", false)));

  private static MediaType text(String type) {
    return new MediaType(type + ";charset=utf-8", true);
  }

  static MediaType of(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
  }
}
