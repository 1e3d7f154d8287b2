package org.madoguchi.channel.mail.link;

import jakarta.mail.MessagingException;

/** The file with the password is gone or forbidden. */
public final class PasswordFileUnreadable extends MessagingException {
  private static final long serialVersionUID = 1L;

  public PasswordFileUnreadable(Exception cause) {
    super("password file", cause);
  }
}
