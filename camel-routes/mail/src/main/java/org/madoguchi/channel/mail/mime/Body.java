package org.madoguchi.channel.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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

  // the same content once more, for watches and for AMP
  private static final Set<String> NEEDLESS = Set.of("text/x-amp-html", "text/watch-html");

  /**
   * @param cutNote the sentence that says where a cut text goes on, from the attachment's name
   */
  static Body of(MimeNode root, UnaryOperator<String> cutNote) {
    Assembly assembly = new Assembly(cutNote);
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
    private final UnaryOperator<String> cutNote;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private Segment alternatives;

    Assembly(UnaryOperator<String> cutNote) {
      this.cutNote = cutNote;
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
              && FileNames.given(leaf).isEmpty();
      if (readable && leaf.isA("text/plain")) {
        String plain = read(leaf);
        Segment segment = segmentFor(s -> s.plain.isEmpty());
        segment.plain = plain;
      } else if (readable && leaf.isA("text/html")) {
        String html = read(leaf);
        Segment segment = segmentFor(s -> s.html.isEmpty());
        segment.html = html;
      } else {
        attach(leaf);
      }
    }

    private Segment segmentFor(Predicate<Segment> free) {
      if (alternatives != null && free.test(alternatives)) {
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
        text += "\n" + cutNote.apply(attach(leaf));
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
      List<String> texts = segments.stream().map(s -> s.asText().stripTrailing()).toList();
      boolean anyHtml = segments.stream().anyMatch(s -> !s.html.isBlank());
      String html =
          anyHtml ? String.join("\n", segments.stream().map(Segment::asHtml).toList()) : "";
      return new Body(String.join("\n\n", texts), html, List.copyOf(attachments));
    }
  }
}
