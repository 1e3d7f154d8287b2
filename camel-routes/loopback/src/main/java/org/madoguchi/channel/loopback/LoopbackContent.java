package org.madoguchi.channel.loopback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.Particulars;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * The JSON that is pushed in: one message. Every member but {@code id}, {@code contact} and {@code
 * text} may be missing.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LoopbackContent(
    String id,
    String name,
    Contact contact,
    String nature,
    String subject,
    String text,
    String html,
    String language,
    List<String> references,
    List<Attachment> attachments,
    Forwarded forwarded,
    Returned returned) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @param kind {@code mail}, {@code phone}, {@code fax}, {@code line} or {@code other}
   */
  record Contact(String kind, String value) {}

  /**
   * @param content Base64
   */
  record Attachment(String fileName, String mediaType, String contentId, byte[] content) {}

  /** Whom a forwarded message is from. */
  record Forwarded(String name, String address) {}

  /**
   * A report that the message that {@code references} names first was not delivered.
   *
   * @param status the enhanced status code
   */
  record Returned(boolean permanent, boolean delayed, String status) {}

  static LoopbackContent parse(InputStream json) throws UnreadableDelivery {
    LoopbackContent content;
    try {
      content = JSON.readValue(json, LoopbackContent.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableDelivery("the content is not the JSON of a message");
    } catch (IOException e) {
      throw new UnreadableDelivery("the content cannot be read");
    }
    content.check();
    return content;
  }

  private void check() throws UnreadableDelivery {
    if (blank(id)) {
      throw new UnreadableDelivery("the member id is missing");
    }
    if (contact == null || blank(contact.value())) {
      throw new UnreadableDelivery("the member contact is missing");
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  InboundMessage message(Instant receivedAt) throws UnreadableDelivery {
    return new InboundMessage(
        id,
        id,
        references == null ? List.of() : references,
        constant(Nature.class, "nature", nature, Nature.PERSON),
        text(name),
        List.of(
            new ContactPoint(
                constant(ContactPoint.Kind.class, "kind", contact.kind(), ContactPoint.Kind.MAIL),
                contact.value().strip())),
        text(subject),
        text(text),
        text(html),
        attachments == null
            ? List.of()
            : attachments.stream().map(LoopbackContent::attachment).toList(),
        text(language),
        receivedAt,
        particulars());
  }

  private Particulars particulars() {
    String original = references == null || references.isEmpty() ? "" : references.get(0);
    return new Particulars(
        Optional.ofNullable(forwarded)
            .map(f -> new Particulars.Forwarded(text(f.name()), text(f.address()))),
        Optional.ofNullable(returned)
            .map(
                r ->
                    new Particulars.NonDelivery(
                        r.permanent(), r.delayed(), original, List.of(), text(r.status()))),
        Set.of(),
        List.of());
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static InboundMessage.Attachment attachment(Attachment a) {
    byte[] bytes = a.content() == null ? new byte[0] : a.content();
    return new InboundMessage.Attachment(
        text(a.fileName()),
        text(a.mediaType()),
        text(a.contentId()),
        () -> new ByteArrayInputStream(bytes));
  }

  private static <E extends Enum<E>> E constant(
      Class<E> type, String member, String written, E otherwise) throws UnreadableDelivery {
    if (blank(written)) {
      return otherwise;
    }
    try {
      return Enum.valueOf(type, written.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new UnreadableDelivery("the member " + member + " has an unknown value");
    }
  }
}
