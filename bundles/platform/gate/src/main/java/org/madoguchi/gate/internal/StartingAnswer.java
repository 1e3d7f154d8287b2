package org.madoguchi.gate.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.MessageFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What is said while the product starts: to programs a problem, to people a page. */
record StartingAnswer(int status, String type, String policy, byte[] body, String reference) {
  private static final String RETRY_SECONDS = "2";
  private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final String STYLE =
      "body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1f2933;"
          + "font-family:system-ui,\"Hiragino Sans\",\"Noto Sans CJK JP\",\"Noto Sans JP\",sans-serif}"
          + "main{max-width:32rem;padding:2rem}h1{font-size:1.375rem;margin:0 0 1rem}p{margin:0;line-height:1.8}";
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String STYLE_ONLY =
      NOTHING + "; style-src 'sha256-" + sha256(STYLE) + "'; require-trusted-types-for 'script'";

  private static final String HEALTH =
      "'{'\"status\":\"down\",\"missing\":[\"boot\"],\"reasons\":"
          + "['{'\"code\":\"boot\",\"text\":\"{0}\"'}'],\"notices\":[],\"waiting\":[]'}'";
  private static final String ALIVE =
      "{\"status\":\"up\",\"missing\":[],\"reasons\":[],\"notices\":[],\"waiting\":[]}";
  private static final String PROBLEM =
      "'{'\"type\":\"urn:madoguchi:problem:unavailable\",\"title\":\"{0}\",\"detail\":\"{1}\",\"status\":503,"
          + "\"instance\":\"{2}\",\"reference\":\"{3}\"'}'";
  private static final String PAGE =
      "<!doctype html><html lang=\"{0}\"><head><meta charset=\"utf-8\">"
          + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
          + "<meta http-equiv=\"refresh\" content=\"{1}\"><title>{2}</title><style>{3}</style></head>"
          + "<body><main><h1>{2}</h1><p>{4}</p></main></body></html>";

  static StartingAnswer to(HttpServletRequest request) {
    String path = String.valueOf(request.getRequestURI());
    Locale language = language(request);
    String reference = reference(request);
    ResourceBundle texts =
        ResourceBundle.getBundle(
            StartingAnswer.class.getPackageName() + ".starting",
            language,
            StartingAnswer.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    String title = texts.getString("title");
    String json = "application/json";
    if (path.equals("/health/live")) {
      return of(HttpServletResponse.SC_OK, json, NOTHING, ALIVE, reference);
    }
    if (path.equals("/health/ready")) {
      String body = MessageFormat.format(HEALTH, texts.getString("health"));
      return of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, json, NOTHING, body, reference);
    }
    if (wantsPage(request, path)) {
      String body =
          MessageFormat.format(
              PAGE, language, RETRY_SECONDS, title, STYLE, texts.getString("page"));
      String type = "text/html;charset=utf-8";
      return of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, type, STYLE_ONLY, body, reference);
    }
    String body =
        MessageFormat.format(PROBLEM, title, texts.getString("detail"), escaped(path), reference);
    return of(
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "application/problem+json",
        NOTHING,
        body,
        reference);
  }

  private static StartingAnswer of(
      int status, String type, String policy, String body, String reference) {
    return new StartingAnswer(
        status, type, policy, body.getBytes(StandardCharsets.UTF_8), reference);
  }

  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Request-Id", reference);
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_SECONDS);
    }
    response.setContentLength(body.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }

  private static boolean wantsPage(HttpServletRequest request, String path) {
    String accepted = request.getHeader("Accept");
    return request.getMethod().equals("GET")
        && !path.startsWith("/api/")
        && accepted != null
        && accepted.contains("text/html");
  }

  /** Japanese, unless English is asked for first. */
  private static Locale language(HttpServletRequest request) {
    String asked = request.getHeader("Accept-Language");
    boolean english = asked != null && asked.trim().toLowerCase(Locale.ROOT).startsWith("en");
    return english ? Locale.ENGLISH : Locale.JAPANESE;
  }

  private static String reference(HttpServletRequest request) {
    String given = request.getHeader("X-Request-Id");
    return given != null && CORRELATION.matcher(given).matches()
        ? given
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /**
   * As part of a JSON text; an address has neither quotes nor control characters, but who knows.
   */
  private static String escaped(String path) {
    StringBuilder text = new StringBuilder(path.length());
    for (char c : path.toCharArray()) {
      boolean plain = c > ' ' && c < 127 && c != '"' && c != '\\';
      text.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return text.toString();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
