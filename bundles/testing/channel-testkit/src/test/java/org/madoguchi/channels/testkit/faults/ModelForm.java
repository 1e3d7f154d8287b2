package org.madoguchi.channels.testkit.faults;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.testkit.PeerMessage;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** The form in which messages travel from a {@link ModelPeer}. */
final class ModelForm {
  /** What is no message. */
  static final byte[] MALFORMED = {0, 7, 'x'};

  private ModelForm() {}

  static byte[] write(PeerMessage message, Nature nature) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(message.id());
      out.writeUTF(nature.name());
      out.writeUTF(message.senderName());
      out.writeUTF(message.sender().value());
      out.writeUTF(message.subject());
      out.writeUTF(message.text());
      out.writeInt(message.references().size());
      for (String reference : message.references()) {
        out.writeUTF(reference);
      }
      out.writeInt(message.attachments().size());
      for (PeerMessage.File file : message.attachments()) {
        out.writeUTF(file.name());
        out.writeUTF(file.mediaType());
        out.writeInt(file.content().length);
        out.write(file.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static InboundMessage read(InputStream content) throws IOException {
    DataInputStream in = new DataInputStream(content);
    String id = in.readUTF();
    Nature nature = Nature.valueOf(in.readUTF());
    String name = in.readUTF();
    ContactPoint sender = new ContactPoint(ContactPoint.Kind.MAIL, in.readUTF());
    String subject = in.readUTF();
    String text = in.readUTF();
    List<String> references = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      references.add(in.readUTF());
    }
    List<InboundMessage.Attachment> attachments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      attachments.add(attachment(in.readUTF(), in.readUTF(), in.readNBytes(in.readInt())));
    }
    return new InboundMessage(
        id,
        id,
        references,
        nature,
        name,
        List.of(sender),
        subject,
        text,
        "",
        attachments,
        "ja",
        Instant.EPOCH);
  }

  static InboundMessage.Attachment attachment(String name, String mediaType, byte[] content) {
    return new InboundMessage.Attachment(
        name, mediaType, "", () -> new ByteArrayInputStream(content));
  }
}
