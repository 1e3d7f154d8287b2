package org.madoguchi.channel.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.channel.mail.mime.tnef.TnefMessage;
import org.madoguchi.channel.mail.mime.tnef.TnefReader;
import org.madoguchi.channels.spi.InboundMessage.Attachment;

/**
 * What people read of a message and what is attached to it.
 *
 * @param text plain; made from the HTML where the sender gave no plain text
 * @param html '' when there is none
 */
record Body(String text, String html, List<Attachment> attachments) {
  /** A longer text is cut; the part is then attached, too. */
  static final int MAX_TEXT_BYTES = 1024 * 1024;

  private static final Set<String> TNEF = Set.of("application/ms-tnef", "application/vnd.ms-tnef");
  private static final Set<String> CALENDARS = Set.of("text/calendar", "application/ics");
  private static final int MOST_REMARKS = 10;
  // the same content once more, for watches and for AMP
  private static final Set<String> NEEDLESS = Set.of("text/x-amp-html", "text/watch-html");

  static Body of(MimeNode root, Notes notes) {
    Assembly assembly = new Assembly(root, notes);
    assembly.take(root, false);
    return assembly.body();
  }

  /** A piece of the message's text in the forms the sender gave. */
  private static final class Segment {
    private String plain = "";
    private String html = "";

    String asText() {
      return plain.isBlank() && !html.isEmpty() ? HtmlText.of(html) : plain;
    }

    String asHtml() {
      return html.isEmpty() ? PlainHtml.of(plain) : html;
    }
  }

  private static final class Assembly {
    private final MimeNode root;
    private final Notes notes;
    private final List<String> remarks = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    // what winmail.dat has for a text: most senders give it outside, too
    private final List<MimeNode.Leaf> spareTexts = new ArrayList<>();
    private Segment alternatives;

    Assembly(MimeNode root, Notes notes) {
      this.root = root;
      this.notes = notes;
    }

    void take(MimeNode node, boolean attached) {
      if (node instanceof MimeNode.Container container) {
        takeAll(container, attached);
      } else if (node instanceof MimeNode.Leaf leaf) {
        takeLeaf(leaf, attached);
      }
    }

    private void takeAll(MimeNode.Container container, boolean attached) {
      boolean opens =
          container.type().value().equals("multipart/alternative") && alternatives == null;
      if (opens) {
        alternatives = new Segment();
        segments.add(alternatives);
      }
      container.children().forEach(child -> take(child, attached));
      if (opens) {
        alternatives = null;
      }
    }

    private void takeLeaf(MimeNode.Leaf leaf, boolean attached) {
      if (NEEDLESS.contains(leaf.type().value())) {
        return;
      }
      boolean readable =
          !attached
              && !leaf.disposition().value().equals("attachment")
              && (FileNames.given(leaf).isEmpty() || isTextOfTheMail(leaf));
      if (readable && leaf.isA("text/plain")) {
        String plain = read(leaf);
        Segment segment = segment();
        segment.plain = joined(segment.plain, plain, "\n\n");
      } else if (readable && leaf.isA("text/html")) {
        String html = read(leaf);
        Segment segment = segment();
        segment.html = joined(segment.html, html, "\n");
      } else if (isWrapped(leaf)) {
        unwrap(leaf);
      } else {
        attach(leaf);
        if (CALENDARS.contains(leaf.type().value())) {
          CalendarText.read(leaf).ifPresent(this::tell);
        }
      }
    }

    /** Some programs give the text itself a name. */
    private boolean isTextOfTheMail(MimeNode.Leaf leaf) {
      return leaf.disposition().parameter("filename").isEmpty()
          && (leaf == root || alternatives != null);
    }

    /** Some senders put the same entry in twice. */
    private void tell(Invitation invitation) {
      String summary = notes.invitation(invitation);
      if (!remarks.contains(summary) && remarks.size() < MOST_REMARKS) {
        remarks.add(summary);
      }
    }

    private static boolean isWrapped(MimeNode.Leaf leaf) {
      return TNEF.contains(leaf.type().value())
          || leaf.isA("application/octet-stream")
              && FileNames.given(leaf).equalsIgnoreCase("winmail.dat");
    }

    /** Only what could be read whole makes the original needless. */
    private void unwrap(MimeNode.Leaf leaf) {
      int room = MimeReader.MOST_PARTS - attachments.size() - 1;
      Optional<TnefMessage> message =
          TnefReader.read(leaf.content().first(Integer.MAX_VALUE), room);
      message.ifPresent(this::takeOut);
      if (message.isEmpty() || !message.get().whole()) {
        remarks.add(notes.wrapped(attach(leaf)));
      }
    }

    private void takeOut(TnefMessage message) {
      if (!message.text().isBlank()) {
        spareTexts.add(Unwrapped.text("text/plain", message.text()));
      } else if (!message.html().isBlank()) {
        spareTexts.add(Unwrapped.text("text/html", message.html()));
      }
      message.files().forEach(file -> attach(Unwrapped.file(file)));
    }

    private static String joined(String before, String more, String between) {
      return before.isBlank() ? more : before.stripTrailing() + between + more;
    }

    /** Apple Mail has several pieces of HTML in one alternative, around its pictures. */
    private Segment segment() {
      if (alternatives != null) {
        return alternatives;
      }
      Segment segment = new Segment();
      segments.add(segment);
      return segment;
    }

    private String read(MimeNode.Leaf leaf) {
      String text =
          JapaneseText.decode(
              leaf.content().first(MAX_TEXT_BYTES), leaf.type().parameter("charset"));
      text = CleanText.block(text);
      if (leaf.type().parameter("format").equalsIgnoreCase("flowed")) {
        text = FlowedText.joined(text, leaf.type().parameter("delsp").equalsIgnoreCase("yes"));
      }
      if (leaf.content().size() > MAX_TEXT_BYTES) {
        text += "\n" + notes.cut(attach(leaf));
      }
      return text;
    }

    /**
     * @return its name
     */
    private String attach(MimeNode.Leaf leaf) {
      String name = FileNames.of(leaf, attachments.size() + 1);
      String contentId = leaf.headers().text("content-id").replaceAll("^<|>$", "").strip();
      attachments.add(
          new Attachment(name, FileNames.mediaType(leaf), contentId, leaf.content()::open));
      return name;
    }

    Body body() {
      segments.removeIf(s -> s.plain.isBlank() && s.html.isBlank());
      if (segments.isEmpty()) {
        spareTexts.forEach(text -> takeLeaf(text, false));
      }
      List<String> texts = segments.stream().map(s -> s.asText().stripTrailing()).toList();
      boolean anyHtml = segments.stream().anyMatch(s -> !s.html.isBlank());
      String html =
          anyHtml ? String.join("\n", segments.stream().map(Segment::asHtml).toList()) : "";
      List<String> all = new ArrayList<>(texts);
      if (texts.isEmpty() && Protections.isEncrypted(root)) {
        all.add(notes.encrypted());
      }
      all.addAll(remarks);
      return new Body(String.join("\n\n", all), html, List.copyOf(attachments));
    }
  }
}
