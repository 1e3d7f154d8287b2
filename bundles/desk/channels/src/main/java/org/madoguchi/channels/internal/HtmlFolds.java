package org.madoguchi.channels.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Marks what a mail program has quoted or signed, by the names it gives to its elements: {@code
 * data-fold="quote"} and {@code "signature"} for the element itself, {@code "history"} where all
 * that follows was there before. Nothing is removed; the screen folds it.
 */
final class HtmlFolds {
  static final String[] ELEMENTS = {"blockquote", "div", "table"};
  static final String[] ATTRIBUTES = {"class", "id", "type"};

  private static final String MARK = "data-fold";
  private static final String OURS = "md-fold:";
  private static final int LONGEST = 300;

  /** Gmail, Yahoo!, Thunderbird, Proton, Zoho, and what answers carry in webmail of Japan. */
  private static final Set<String> QUOTES =
      Set.of(
          "gmail_quote",
          "gmail_quote_container",
          "gmail_extra",
          "yahoo_quoted",
          "moz-cite-prefix",
          "protonmail_quote",
          "zmail_extra");

  private static final Set<String> SIGNATURES =
      Set.of(
          "gmail_signature",
          "moz-signature",
          "applemailsignature",
          "protonmail_signature_block",
          "signature",
          "ms-outlook-mobile-signature");

  private static final String HISTORY_ID = "appendonsend";

  /** Outlook on the web and on phones: the head of what was answered, which follows. */
  private static final Set<String> HISTORIES =
      Set.of(HISTORY_ID, "divrplyfwdmsg", "mail-editor-reference-message-container");

  /** Outlook on the desktop draws a line above the head of what was answered, and names nothing. */
  private static final Pattern OUTLOOK_LINE =
      Pattern.compile(
          "<div style=(['\"])border:none;\\s?border-top:solid #?[0-9a-z]{3,20} 1\\.0pt;"
              + "\\s?padding:3\\.0pt [0-9a-z. ]{3,40};?\\1>",
          Pattern.CASE_INSENSITIVE);

  private HtmlFolds() {}

  /** Names the line that Outlook on the desktop draws as Outlook on the web would. */
  static String withNamedLine(String html) {
    return OUTLOOK_LINE.matcher(html).replaceAll("<div id=\"" + HISTORY_ID + "\">");
  }

  /** What an attribute says about folding; null when nothing, and the attribute goes. */
  static String kind(String element, String attribute, String value) {
    if (value.length() > LONGEST) {
      return null;
    }
    String lower = value.toLowerCase(Locale.ROOT).strip();
    boolean cited = element.equals("blockquote") && lower.equals("cite");
    String kind = attribute.equals("type") ? (cited ? "quote" : "") : named(lower);
    return kind.isEmpty() ? null : OURS + kind;
  }

  private static String named(String value) {
    for (String name : value.split("\\s+")) {
      // webmail puts its own letters before the names of those it shows: x_gmail_quote
      String bare = name.startsWith("x_") ? name.substring(2) : name;
      if (HISTORIES.contains(bare)) {
        return "history";
      }
      if (QUOTES.contains(bare) || bare.contains("yahoo_quoted")) {
        return "quote";
      }
      if (SIGNATURES.contains(bare)) {
        return "signature";
      }
    }
    return "";
  }

  /** Puts the mark in the place of the attributes that told it. */
  static String mark(String element, List<String> attributes) {
    String kind = "";
    for (int i = 0; i < attributes.size(); ) {
      if (attributes.get(i + 1).startsWith(OURS)) {
        kind = kind.isEmpty() ? attributes.get(i + 1).substring(OURS.length()) : kind;
        attributes.subList(i, i + 2).clear();
      } else {
        i += 2;
      }
    }
    if (!kind.isEmpty()) {
      attributes.addAll(List.of(MARK, kind));
    }
    return element;
  }
}
