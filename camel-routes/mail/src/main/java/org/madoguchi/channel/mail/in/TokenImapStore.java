package org.madoguchi.channel.mail.in;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.madoguchi.channel.mail.link.LinkFailure;

/**
 * Logs in with a token or not at all. A server without XOAUTH2 would else be sent the token as a
 * password, and passwords that are wrong are written into servers' logs.
 */
final class TokenImapStore extends IMAPStore {
  TokenImapStore(Session session, String provider) {
    super(
        session,
        new URLName(provider, null, -1, null, null, null),
        provider,
        provider.equals("imaps"));
  }

  @Override
  protected void preLogin(IMAPProtocol connection) throws ProtocolException {
    if (!connection.hasCapability("AUTH=XOAUTH2")) {
      throw new ProtocolException(LinkFailure.NO_XOAUTH2);
    }
  }
}
