package org.madoguchi.web.internal.filter;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.web.internal.problem.ResponseHeaders;

/** The cookie that carries the secret of a session. */
public final class SessionCookie {
  public static final String NAME = "madoguchi_session";
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._~+/=-]{16,200}");

  private SessionCookie() {}

  /** The secret; empty when there is none, or when several cookies of the name make it doubtful. */
  public static Optional<String> read(HttpServletRequest request) {
    String found = null;
    for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
      if (cookie.getName().equals(NAME)) {
        if (found != null) {
          return Optional.empty(); // a second one was planted by somebody
        }
        found = cookie.getValue();
      }
    }
    return Optional.ofNullable(found).filter(secret -> SECRET.matcher(secret).matches());
  }

  public static void write(
      HttpServletRequest request, HttpServletResponse response, String secret) {
    response.addHeader("Set-Cookie", NAME + "=" + secret + attributes(request));
  }

  public static void clear(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader("Set-Cookie", NAME + "=; Max-Age=0" + attributes(request));
  }

  private static String attributes(HttpServletRequest request) {
    boolean secure = Boolean.TRUE.equals(request.getAttribute(ResponseHeaders.SECURE));
    return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }
}
