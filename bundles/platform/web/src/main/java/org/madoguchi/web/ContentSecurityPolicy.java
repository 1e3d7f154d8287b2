package org.madoguchi.web;

import java.util.regex.Pattern;
import javax.servlet.http.HttpServletResponse;

/** The content security policy every response carries, and the one thing a page may add to it. */
public final class ContentSecurityPolicy {
  /** The name of the header. */
  public static final String HEADER = "Content-Security-Policy";

  /**
   * What the filter chain sets: nothing but the product's own files, no inline code, Trusted Types
   * on.
   */
  public static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
          + " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script';"
          + " trusted-types lit-html madoguchi madoguchi-article madoguchi-worker";

  private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9+/]{43}=");
  private static final String OWN_SCRIPTS = "script-src 'self'";

  private ContentSecurityPolicy() {}

  /**
   * Lets the page about to be sent run one inline script, such as an import map. Call before the
   * response is committed.
   *
   * @param sha256Base64 the SHA-256 of exactly the characters between {@code <script …>} and {@code
   *     </script>} as UTF-8, in Base64
   * @throws IllegalArgumentException when it is not a SHA-256 in Base64
   */
  public static void allowScript(HttpServletResponse response, String sha256Base64) {
    if (sha256Base64 == null || !SHA_256.matcher(sha256Base64).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in Base64");
    }
    String policy = response.getHeader(HEADER);
    String base = policy == null ? STRICT : policy;
    response.setHeader(
        HEADER, base.replace(OWN_SCRIPTS, OWN_SCRIPTS + " 'sha256-" + sha256Base64 + "'"));
  }
}
