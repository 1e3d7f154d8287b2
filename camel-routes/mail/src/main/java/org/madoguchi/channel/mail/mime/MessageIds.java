package org.madoguchi.channel.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * Finds the ids of messages: the message's own and those it answers or reports about. Always
 * without brackets.
 */
final class MessageIds {
  static final int MAX_LENGTH = 300;
  private static final int MOST = 50;
  private static final int MAX_FIELD = 128 * 1024;
  private static final int REPORT_BYTES = 128 * 1024;
  private static final Pattern BRACKETED =
      Pattern.compile("<\\s*([^<>\\s]{1,300}(?:\\s{1,20}[^<>\\s]{1,300}){0,4})\\s*>");
  private static final Pattern BARE = Pattern.compile("[^<>\\s]{1,300}@[^<>\\s]{1,250}");
  private static final Pattern ID_LINE =
      Pattern.compile("(?im)^[> \\t]*(?:original-|x-original-)?message-id:\\s*<([^<>\\s]{1,300})>");

  private MessageIds() {}

  /** '' when there is none. */
  static String own(RawHeaders headers) {
    List<String> ids = in(headers.literal("message-id"));
    return ids.isEmpty() ? "" : ids.get(0);
  }

  /**
   * What the message answers, newest first; a bounce or a receipt names the message it is about
   * first of all.
   */
  static List<String> answered(MimeNode root, String text, Nature nature) {
    Set<String> found = new LinkedHashSet<>();
    if (nature != Nature.PERSON && nature != Nature.BULK) {
      reported(root, found);
      partsThatAreMessages(root, found);
      if (nature == Nature.BOUNCE) {
        matches(ID_LINE, text, found); // servers that put the original into the text
      }
    }
    found.addAll(in(root.headers().literal("in-reply-to")));
    List<String> references = new ArrayList<>(in(root.headers().literal("references")));
    Collections.reverse(references);
    found.addAll(references);
    return found.stream().limit(MOST).toList();
  }

  private static void reported(MimeNode node, Set<String> found) {
    if (node instanceof MimeNode.Container container) {
      container.children().forEach(child -> reported(child, found));
    } else if (node instanceof MimeNode.Leaf leaf) {
      switch (leaf.type().value()) {
        case "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/partial" -> {
          String id = own(MimeReader.headersOf(leaf.content().first(REPORT_BYTES)));
          if (!id.isEmpty()) {
            found.add(id);
          }
        }
        case "message/disposition-notification", "message/delivery-status" -> {
          byte[] report = leaf.content().first(REPORT_BYTES);
          matches(ID_LINE, new String(report, StandardCharsets.ISO_8859_1), found);
        }
        default -> {
          // says nothing about other messages
        }
      }
    }
  }

  /** Some servers hang the message itself between the parts, where only a part's header belongs. */
  private static void partsThatAreMessages(MimeNode node, Set<String> found) {
    if (node instanceof MimeNode.Container container) {
      for (MimeNode part : container.children()) {
        String id = own(part.headers());
        if (!id.isEmpty()) {
          found.add(id);
        }
        partsThatAreMessages(part, found);
      }
    }
  }

  private static List<String> in(String field) {
    // the newest are at the end
    String value = field.substring(Math.max(0, field.length() - MAX_FIELD));
    Set<String> ids = new LinkedHashSet<>();
    Matcher bracketed = BRACKETED.matcher(value);
    while (bracketed.find()) {
      String id = bracketed.group(1).replaceAll("\\s", ""); // some fold within an id
      boolean whole = id.equals(bracketed.group(1));
      if (whole || id.indexOf('@') >= 0 && id.length() <= MAX_LENGTH) {
        ids.add(id);
      }
    }
    if (ids.isEmpty()) {
      Matcher bare = BARE.matcher(value); // some programs forget the brackets
      while (bare.find()) {
        ids.add(bare.group());
      }
    }
    return List.copyOf(ids);
  }

  private static void matches(Pattern pattern, String text, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
  }
}
