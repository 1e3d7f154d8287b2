package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.madoguchi.channels.spi.InboundMessage;

/** Reads the mails under {@code mime/} and mails built in a test. */
final class Mails {
  static final Instant RECEIVED = Instant.parse("2026-11-21T00:00:05Z");
  private static final MailReading READING =
      new MailReading("shimin@city.mihon.example", "hozon@city.mihon.example", new PlainNotes());

  private Mails() {}

  /** Says in one word what a note is about. */
  private static final class PlainNotes implements Notes {
    @Override
    public String cut(String file) {
      return "cut: " + file;
    }

    @Override
    public String wrapped(String file) {
      return "wrapped: " + file;
    }

    @Override
    public String invitation(Invitation invitation) {
      return (invitation.cancelled() ? "cancelled: " : "event: ")
          + String.join(
              " | ",
              invitation.title(),
              moment(invitation.start()) + " - " + moment(invitation.end()),
              invitation.place(),
              invitation.organizer(),
              invitation.repeats() ? "again" : "once");
    }

    private static String moment(Optional<Invitation.When> when) {
      return when.map(w -> w.wholeDay() ? "" + w.at().toLocalDate() : w.at() + w.zone()).orElse("");
    }

    @Override
    public String encrypted() {
      return "encrypted";
    }

    @Override
    public String oversize() {
      return "";
    }
  }

  static List<Path> all(String folder) throws IOException, URISyntaxException {
    Path samples = Path.of(Mails.class.getResource("/" + folder).toURI());
    try (Stream<Path> files = Files.list(samples)) {
      return files.sorted().toList();
    }
  }

  static InboundMessage read(String name) throws Exception {
    try (InputStream mail = Mails.class.getResourceAsStream("/mime/" + name + ".eml")) {
      return READING.read(mail, RECEIVED);
    }
  }

  static InboundMessage read(byte[] mail) throws Exception {
    return read(new ByteArrayInputStream(mail));
  }

  static InboundMessage read(InputStream mail) throws IOException, MimeReader.Unreadable {
    return READING.read(mail, RECEIVED);
  }

  static InboundMessage readText(String mail) throws Exception {
    return read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
