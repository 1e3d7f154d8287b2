package org.madoguchi.web.internal.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.internal.problem.ResponseHeaders;

/** Where a login comes from: which page sent it and from which network. */
final class LoginOrigin {
  private static final int NETWORK_BYTES = 8;

  private LoginOrigin() {}

  /**
   * Refuses a login another site's page sent through somebody's browser (it would log them in to an
   * account of the attacker's). Clients that are no browsers send neither header.
   */
  static void requireOwnPage(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
    String origin = request.getHeader("Origin");
    if (foreignSite || origin != null && !isOwn(origin, request)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    boolean secure = Boolean.TRUE.equals(request.getAttribute(ResponseHeaders.SECURE));
    String own = (secure ? "https://" : "http://") + request.getHeader("Host");
    return origin.equalsIgnoreCase(own);
  }

  /**
   * The network a request came from: an IPv4 address, or the /64 an IPv6 address lies in (one
   * subscriber has them all).
   *
   * @param behindProxy whether the last entry of X-Forwarded-For, which the proxy itself wrote, is
   *     the address
   */
  static String network(HttpServletRequest request, boolean behindProxy) {
    String forwarded = behindProxy ? request.getHeader("X-Forwarded-For") : null;
    String address =
        forwarded == null
            ? request.getRemoteAddr()
            : forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
    // only literals: a name would be looked up
    if (address == null || !address.matches("\\[?[0-9a-fA-F.:]{2,45}(%[a-zA-Z0-9]+)?]?")) {
      return "unknown";
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      int length = bytes.length == 4 ? bytes.length : NETWORK_BYTES;
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, length));
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
