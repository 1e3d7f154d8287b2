package org.madoguchi.web.internal.problem;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.web.ContentSecurityPolicy;
import org.madoguchi.web.Requests;

/** The headers every response carries. */
public final class ResponseHeaders {
  public static final String REQUEST_ID = "X-Request-Id";

  /** Request attribute, Boolean: the client came by https, be it to a reverse proxy. */
  public static final String SECURE = "org.madoguchi.web.secure";

  private static final String YEAR = "max-age=31536000";
  private static final String NO_DEVICES =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(),"
          + " microphone=(), payment=(), usb=()";

  private ResponseHeaders() {}

  public static void apply(HttpServletRequest request, HttpServletResponse response) {
    boolean api = request.getRequestURI().startsWith("/api/");
    response.setHeader(REQUEST_ID, Requests.correlation(request));
    response.setHeader(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.STRICT);
    response.setHeader("X-Content-Type-Options", "nosniff");
    // a page under no-referrer would post its login with "Origin: null"
    response.setHeader("Referrer-Policy", api ? "no-referrer" : "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", NO_DEVICES);
    if (api) {
      response.setHeader("Cache-Control", "no-store");
    }
    if (Boolean.TRUE.equals(request.getAttribute(SECURE))) {
      response.setHeader("Strict-Transport-Security", YEAR);
    }
  }
}
