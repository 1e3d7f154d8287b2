package org.madoguchi.channel.mail.link;

/** How a connection is protected. */
public enum Security {
  NONE,
  /** Plain at first; the server must offer STARTTLS, or there is no connection. */
  STARTTLS,
  TLS
}
