package org.madoguchi.channel.mail.link;

import jakarta.mail.MessagingException;

/** The file with the password or the token is gone, forbidden or empty. */
public final class SecretUnreadable extends MessagingException {
  private static final long serialVersionUID = 1L;

  public SecretUnreadable(Exception cause) {
    super("file of the password or token", cause);
  }
}
