package org.madoguchi.channel.mail.in;

import java.time.Duration;
import org.madoguchi.channel.mail.link.MailServer;

/**
 * Where mail is taken from.
 *
 * @param processedFolder where taken mail goes, written with slashes; '' = it is deleted
 * @param pollEvery from the end of a visit to the beginning of the next
 * @param maxMessagesPerPoll bounds what one visit has in hand
 */
public record MailboxSettings(
    MailServer server,
    String folder,
    String processedFolder,
    Duration pollEvery,
    int maxMessagesPerPoll) {}
