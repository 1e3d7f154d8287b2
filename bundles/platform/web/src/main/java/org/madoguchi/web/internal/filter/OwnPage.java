package org.madoguchi.web.internal.filter;

import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.web.internal.problem.ResponseHeaders;
import org.madoguchi.web.internal.problem.WebProblems;

/**
 * Tells a request of our own pages from one another site's page sent through somebody's browser.
 */
public final class OwnPage {
  private OwnPage() {}

  /**
   * Browsers say both headers by themselves and let no page change them. Clients that are no
   * browsers send neither.
   *
   * @throws DomainException foreign-page
   */
  public static void require(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
    String origin = request.getHeader("Origin");
    if (foreignSite || origin != null && !isOwn(origin, request)) {
      throw new DomainException(WebProblems.FOREIGN_PAGE);
    }
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    boolean secure = Boolean.TRUE.equals(request.getAttribute(ResponseHeaders.SECURE));
    String own = (secure ? "https://" : "http://") + request.getHeader("Host");
    return origin.equalsIgnoreCase(own);
  }
}
