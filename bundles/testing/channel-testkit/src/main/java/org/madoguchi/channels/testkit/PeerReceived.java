package org.madoguchi.channels.testkit;

import java.util.List;

/**
 * What the peer got from {@code send}.
 *
 * @param reference under which it knows the message (mail: the Message-ID without brackets)
 * @param recipients as plain addresses, the domain in lower case
 * @param automatic whether it is marked so that robots do not answer; channels without such a mark
 *     give the message's own flag back
 */
public record PeerReceived(
    String reference,
    List<String> recipients,
    String subject,
    String text,
    List<PeerMessage.File> attachments,
    boolean automatic) {
  public PeerReceived {
    recipients = List.copyOf(recipients);
    attachments = List.copyOf(attachments);
  }
}
