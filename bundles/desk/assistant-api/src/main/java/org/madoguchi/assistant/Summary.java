package org.madoguchi.assistant;

import java.util.Objects;

/**
 * What a record needs. Each part is plain text without line breaks, and '' when nothing was said of
 * it.
 *
 * @param request 用件: what the citizen wants
 * @param answer 回答・対応: what was answered or done
 * @param left 残った作業: what is still to be done
 */
public record Summary(String request, String answer, String left) {
  public static final Summary NOTHING = new Summary("", "", "");

  public Summary {
    Objects.requireNonNull(request);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(left);
  }

  public int length() {
    return request.length() + answer.length() + left.length();
  }

  public boolean isEmpty() {
    return length() == 0;
  }
}
