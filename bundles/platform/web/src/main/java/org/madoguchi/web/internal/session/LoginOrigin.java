package org.madoguchi.web.internal.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.servlet.http.HttpServletRequest;

/** Where a login comes from. */
final class LoginOrigin {
  private static final int NETWORK_BYTES = 8;

  private LoginOrigin() {}

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
