package org.madoguchi.channel.mail.out;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What the server answered to a message.
 *
 * @param status the three digits; 0 when it did not answer to the message at all
 * @param code for people: the three digits and the enhanced status code of RFC 3463; the server's
 *     words are left out because they repeat addresses
 */
record SmtpReply(int status, String code) {
  private static final Pattern ENHANCED =
      Pattern.compile("(?<![\\d.])[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
  private static final SmtpReply NONE = new SmtpReply(0, "");
  private static final int MAX_CAUSES = 20;

  boolean isPermanent() {
    return status >= 500;
  }

  boolean isTemporary() {
    return status >= 400 && status < 500;
  }

  static SmtpReply of(Exception failed) {
    SmtpReply reply = NONE;
    Throwable cause = failed;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof AuthenticationFailedException) {
        return NONE; // our log-in is wrong, not the message
      }
      if (cause instanceof SMTPAddressFailedException address) {
        return reply(address.getReturnCode(), address.getMessage());
      }
      if (reply == NONE) {
        reply = general(cause);
      }
      cause = cause instanceof MessagingException m ? m.getNextException() : cause.getCause();
    }
    return reply;
  }

  private static SmtpReply general(Throwable cause) {
    if (cause instanceof SMTPSendFailedException sending) {
      return reply(sending.getReturnCode(), sending.getMessage());
    }
    if (cause instanceof SMTPSenderFailedException sender) {
      return reply(sender.getReturnCode(), sender.getMessage());
    }
    return NONE;
  }

  private static SmtpReply reply(int status, String words) {
    // 530 to 538 ask for a log-in or encryption: the settings are wrong, not the message
    if (status < 400 || status >= 530 && status <= 538) {
      return NONE;
    }
    Matcher enhanced = ENHANCED.matcher(words == null ? "" : words);
    return new SmtpReply(status, enhanced.find() ? status + " " + enhanced.group() : "" + status);
  }
}
