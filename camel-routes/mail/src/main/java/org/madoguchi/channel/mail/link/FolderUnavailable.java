package org.madoguchi.channel.mail.link;

import jakarta.mail.MessagingException;

/** A folder cannot be opened or created. The message is the setting that names it. */
public final class FolderUnavailable extends MessagingException {
  private static final long serialVersionUID = 1L;

  public FolderUnavailable(String setting, Exception cause) {
    super(setting, cause);
  }
}
