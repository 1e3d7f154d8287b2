package org.madoguchi.metrics.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may read the figures: nobody but this machine and whoever knows the token. */
final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  private static final int SHORTEST_TOKEN = 16;
  private static final String BEARER = "Bearer ";

  private final boolean local;
  private final byte[] token;

  Access(MetricsConfiguration configuration) {
    String given = configuration._token().strip();
    if (!given.isEmpty() && given.length() < SHORTEST_TOKEN) {
      LOG.warn("org.madoguchi.metrics: .token needs {} characters; it is ignored", SHORTEST_TOKEN);
      given = "";
    }
    this.local = configuration.local();
    this.token = given.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws DomainException unauthenticated: the token is missing or wrong
   */
  void require(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    boolean permitted =
        authorization == null
            ? local && Requests.isFromThisMachine(request)
            : authorization.startsWith(BEARER) && isToken(authorization.substring(BEARER.length()));
    if (!permitted) {
      throw new DomainException(Problems.UNAUTHENTICATED);
    }
  }

  private boolean isToken(String given) {
    return token.length > 0
        && MessageDigest.isEqual(token, given.strip().getBytes(StandardCharsets.UTF_8));
  }
}
