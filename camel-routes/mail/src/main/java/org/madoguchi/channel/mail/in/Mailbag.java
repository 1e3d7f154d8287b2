package org.madoguchi.channel.mail.in;

import java.util.List;

/** Letters on their way to the intake together, in the order they lay in the mailbox. */
public record Mailbag(List<Letter> letters) {
  public Mailbag {
    letters = List.copyOf(letters);
  }
}
