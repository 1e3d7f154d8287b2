package org.madoguchi.channels.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.madoguchi.tickets.ContactPoint;

/**
 * What a citizen writes, before the peer puts it into the channel's own form.
 *
 * @param id the peer's own id of the message (mail: the Message-ID without brackets); the same id
 *     and content is the same message
 * @param references messages it answers, newest first, without brackets
 */
public record PeerMessage(
    String id,
    String senderName,
    ContactPoint sender,
    String subject,
    String text,
    List<File> attachments,
    List<String> references) {
  /** An attached file. */
  public record File(String name, String mediaType, byte[] content) {}

  public PeerMessage {
    attachments = List.copyOf(attachments);
    references = List.copyOf(references);
  }

  /** A plain message; the texts carry Japanese so that encodings are tried too. */
  public static PeerMessage from(ContactPoint sender, String id) {
    return new PeerMessage(
        id, "山田 花子", sender, "粗大ごみの出し方について", "①収集日を教えてください。\n髙橋方", List.of(), List.of());
  }

  public PeerMessage with(File attachment) {
    return new PeerMessage(id, senderName, sender, subject, text, List.of(attachment), references);
  }

  public PeerMessage saying(String words) {
    return new PeerMessage(id, senderName, sender, subject, words, attachments, references);
  }

  public PeerMessage answering(List<String> answered) {
    return new PeerMessage(id, senderName, sender, subject, text, attachments, answered);
  }

  static File textFile() {
    return new File("申請書.txt", "text/plain", "申請\r\n".getBytes(StandardCharsets.UTF_8));
  }

  static File binaryFile() {
    byte[] bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return new File("地図.png", "image/png", bytes);
  }
}
