package org.madoguchi.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.osgi.framework.Bundle;

/**
 * Serves the files of a folder in a bundle. Register it (or a subclass) as a whiteboard servlet
 * with a pattern such as {@code /console/*} and always a name of its own. Each file is read, hashed
 * and compressed once and then kept in memory, so it is for the product's own files only. No
 * directory is listed, nothing outside the folder is reached; what is not there is a 404 problem.
 */
public class StaticContent extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern SAFE_PATH =
      Pattern.compile("(?!\\.)[A-Za-z0-9@_+.-]{1,100}(/(?!\\.)[A-Za-z0-9@_+.-]{1,100}){0,15}");
  private static final int WORTH_COMPRESSING = 400;

  /** How long browsers may keep a file. */
  public enum Caching {
    /** For good: the address changes when the content does. */
    IMMUTABLE("public, max-age=31536000, immutable"),
    /** Kept, but asked for each time; answered by 304 when unchanged. */
    REVALIDATED("no-cache");

    private final String header;

    Caching(String header) {
      this.header = header;
    }
  }

  /** Where files come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * The file at a checked relative path such as {@code css/console.css}; empty when there is
     * none.
     */
    Optional<byte[]> read(String path) throws IOException;
  }

  private record Asset(String type, byte[] plain, byte[] compressed, String hash) {
    boolean compresses() {
      return compressed.length > 0;
    }
  }

  private final transient Source source;
  private final Caching caching;
  private final transient Map<String, Asset> assets = new ConcurrentHashMap<>();

  /**
   * @param folder of the bundle, without slashes around it, for example {@code vendor}
   */
  public StaticContent(Bundle bundle, String folder, Caching caching) {
    this(filesOf(bundle, folder), caching);
  }

  public StaticContent(Source source, Caching caching) {
    this.source = source;
    this.caching = caching;
  }

  /**
   * The path to serve when there is no such file; null for a 404. A single-page application returns
   * its shell here.
   *
   * @param path relative, '' for the folder itself, not checked
   */
  protected String fallback(String path) {
    return null;
  }

  /**
   * What is sent for a file; called once for each. For example to put an import map into a page.
   */
  protected byte[] prepared(String path, byte[] content) {
    return content;
  }

  /**
   * Called before a file is sent, to add headers. See {@link ContentSecurityPolicy#allowScript}.
   */
  protected void decorate(HttpServletResponse response, String path) {}

  @Override
  protected final void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    send(request, response, true);
  }

  @Override
  protected final void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    send(request, response, false);
  }

  private void send(HttpServletRequest request, HttpServletResponse response, boolean withBody)
      throws IOException {
    String path =
        Optional.ofNullable(request.getPathInfo()).map(p -> p.replaceFirst("^/", "")).orElse("");
    Optional<Asset> asset = asset(path);
    if (asset.isEmpty()) {
      path = fallback(path);
      asset = path == null ? Optional.empty() : asset(path);
    }
    Asset found = asset.orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
    boolean compressed =
        found.compresses() && PageResponse.acceptsGzip(request.getHeader("Accept-Encoding"));
    String tag = '"' + found.hash() + (compressed ? "-gz" : "") + '"';
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", caching.header);
    if (found.compresses()) {
      response.setHeader("Vary", "Accept-Encoding");
    }
    decorate(response, path);
    if (PageResponse.matches(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(found.type());
    if (compressed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    byte[] body = compressed ? found.compressed() : found.plain();
    response.setContentLength(body.length);
    if (withBody) {
      response.getOutputStream().write(body);
    }
  }

  private Optional<Asset> asset(String path) throws IOException {
    Asset known = assets.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    if (!SAFE_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<byte[]> content = source.read(path);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Asset asset = assetOf(path, prepared(path, content.get()));
    assets.put(path, asset);
    return Optional.of(asset);
  }

  private static Asset assetOf(String path, byte[] content) throws IOException {
    MediaType type = MediaType.of(path);
    byte[] compressed = new byte[0];
    if (type.text() && content.length > WORTH_COMPRESSING) {
      byte[] attempt = PageResponse.gzip(content);
      compressed = attempt.length < content.length ? attempt : compressed;
    }
    return new Asset(type.header(), content, compressed, hash(content));
  }

  private static Source filesOf(Bundle bundle, String folder) {
    return path -> {
      String entry = folder + "/" + path;
      URL url = bundle.getEntry(entry);
      // a framework may answer a directory with an entry, too
      if (url == null || bundle.getEntry(entry + "/") != null) {
        return Optional.empty();
      }
      try (InputStream in = url.openStream()) {
        return Optional.of(in.readAllBytes());
      }
    };
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
