package org.madoguchi.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Sends what was made for one request: compressed for whoever takes that, and 304 when known. */
public final class PageResponse {
  private static final int WORTH_COMPRESSING = 400;

  private PageResponse() {}

  /**
   * Sends status 200, or 304 to whoever has it already. Cache-Control is the caller's matter.
   *
   * @param type with its character set, for example {@code text/html;charset=utf-8}
   * @param version of the content, letters and digits; the tag is a weak one
   */
  public static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      String type,
      byte[] body,
      String version)
      throws IOException {
    String tag = '"' + version + '"';
    response.setHeader("ETag", "W/" + tag);
    if (matches(request.getHeader("If-None-Match"), tag)) {
      response.setHeader("Vary", "Accept-Encoding");
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    send(request, response, HttpServletResponse.SC_OK, type, body);
  }

  /** Sends what nobody asks again whether it changed. */
  public static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String type,
      byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("Vary", "Accept-Encoding");
    byte[] sent = body;
    if (body.length > WORTH_COMPRESSING && acceptsGzip(request.getHeader("Accept-Encoding"))) {
      response.setHeader("Content-Encoding", "gzip");
      sent = gzip(body);
    }
    response.setContentLength(sent.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(sent);
    }
  }

  static boolean acceptsGzip(String header) {
    if (header == null) {
      return false;
    }
    for (String coding : header.split(",")) {
      String[] parts = coding.trim().split("\\s*;\\s*");
      if (parts[0].equalsIgnoreCase("gzip") || parts[0].equals("*")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  static boolean matches(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String candidate : ifNoneMatch.split(",")) {
      String stripped = candidate.trim();
      if (stripped.equals("*") || stripped.replaceFirst("^W/", "").equals(tag)) {
        return true;
      }
    }
    return false;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }
}
