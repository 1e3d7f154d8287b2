package org.madoguchi.channel.mail;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.channel.mail.mime.Invitation;
import org.madoguchi.channel.mail.mime.Invitation.When;

/** Says a calendar entry in the desk's language. */
record InvitationText(Texts texts) {
  String of(Invitation invitation) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text(invitation.cancelled() ? "invitation.cancelled" : "invitation.new"));
    add(lines, "invitation.title", invitation.title());
    add(lines, "invitation.when", when(invitation));
    add(lines, "invitation.place", invitation.place());
    add(lines, "invitation.organizer", invitation.organizer());
    return String.join("\n", lines);
  }

  private void add(List<String> lines, String key, String value) {
    if (!value.isEmpty()) {
      lines.add(texts.text(key, value));
    }
  }

  private String when(Invitation invitation) {
    if (invitation.start().isEmpty()) {
      return "";
    }
    When start = invitation.start().get();
    When end = invitation.end().filter(e -> e.at().isAfter(start.at())).orElse(start);
    String words = start.wholeDay() ? days(start, end) : hours(start, end);
    String zoned =
        start.zone().isEmpty() ? words : texts.text("invitation.zone", words, start.zone());
    return invitation.repeats() ? texts.text("invitation.repeats", zoned) : zoned;
  }

  private String days(When start, When end) {
    String first = date(start.at());
    String days = end.equals(start) ? first : texts.text("invitation.range", first, date(end.at()));
    return texts.text("invitation.whole-day", days);
  }

  private String hours(When start, When end) {
    String first = dateAndTime(start.at());
    if (end.equals(start)) {
      return first;
    }
    boolean sameDay = start.at().toLocalDate().equals(end.at().toLocalDate());
    String last = sameDay ? time(end.at()) : dateAndTime(end.at());
    return texts.text("invitation.range", first, last);
  }

  private String dateAndTime(LocalDateTime at) {
    return texts.text("invitation.at", date(at), time(at));
  }

  private String date(LocalDateTime at) {
    return written("invitation.date", at);
  }

  private String time(LocalDateTime at) {
    return written("invitation.time", at);
  }

  private String written(String key, LocalDateTime at) {
    return DateTimeFormatter.ofPattern(texts.text(key), texts.language()).format(at);
  }
}
