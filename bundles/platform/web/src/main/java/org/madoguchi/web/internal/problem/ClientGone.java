package org.madoguchi.web.internal.problem;

import java.io.IOException;

/**
 * The client broke off while its body was read. Nobody is left to answer, and nothing is wrong
 * here.
 */
public final class ClientGone extends IOException {
  private static final long serialVersionUID = 1L;

  public ClientGone(IOException cause) {
    super(cause);
  }
}
