package org.madoguchi.web.internal.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * Where a login, or any request, comes from.
 *
 * @param network an IPv4 address, or the /64 an IPv6 address lies in (one subscriber has them all)
 * @param address as the person may recognise it; '' when unknown
 */
public record LoginOrigin(String network, String address, String userAgent) {
  private static final int NETWORK_BYTES = 8;
  private static final int LONGEST_AGENT = 200;
  // only literals: a name would be looked up
  private static final Pattern LITERAL =
      Pattern.compile("\\[?[0-9a-fA-F.:]{2,45}(%[a-zA-Z0-9]+)?]?");

  /**
   * @param behindProxy whether the last entry of X-Forwarded-For, which the proxy itself wrote, is
   *     the address
   */
  public static LoginOrigin of(HttpServletRequest request, boolean behindProxy) {
    String address = address(request, behindProxy);
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return new LoginOrigin(
        network(address), address, agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
  }

  private static String address(HttpServletRequest request, boolean behindProxy) {
    String forwarded = behindProxy ? request.getHeader("X-Forwarded-For") : null;
    String address =
        forwarded == null
            ? request.getRemoteAddr()
            : forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
    return address != null && LITERAL.matcher(address).matches() ? address : "";
  }

  static String network(String address) {
    if (address.isEmpty()) {
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
