package org.madoguchi.kernel.health;

import java.util.Objects;

/**
 * Something that is wrong.
 *
 * @param code for machines: lower-case letters and hyphens, for example {@code disk-full}
 * @param blocks whether people cannot work because of it, so that a load balancer must send them
 *     elsewhere; a failing plug-in does not block
 * @param text for people: one plain sentence with what to do, without secrets or addresses
 */
public record Finding(String code, boolean blocks, String text) {
  public Finding {
    Objects.requireNonNull(text);
    if (!code.matches("[a-z][a-z-]*[a-z]")) {
      throw new IllegalArgumentException("not a finding's code: " + code);
    }
  }
}
