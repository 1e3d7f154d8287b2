package org.madoguchi.channel.mail.link;

/** How a server is told who we are. */
public enum LogIn {
  PASSWORD,
  /** With an access token, which somebody else fetches and renews (OAuth 2.0). */
  XOAUTH2
}
