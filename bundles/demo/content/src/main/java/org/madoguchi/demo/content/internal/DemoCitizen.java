package org.madoguchi.demo.content.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketImport.HistoricCitizen;

/** A fictitious citizen from {@code demo/<slug>/citizens.csv}. */
record DemoCitizen(String name, String kana, String phone, String mail, String language) {
  boolean reachableBy(String channel) {
    return switch (channel) {
      case "mail", "form", "chat" -> !mail.isEmpty();
      case "phone", "fax" -> !phone.isEmpty();
      default -> true;
    };
  }

  HistoricCitizen asHistoric() {
    List<ContactPoint> contacts = new ArrayList<>();
    if (!mail.isEmpty()) {
      contacts.add(new ContactPoint(ContactPoint.Kind.MAIL, mail.toLowerCase(Locale.ROOT)));
    }
    if (!phone.isEmpty()) {
      contacts.add(new ContactPoint(ContactPoint.Kind.PHONE, phone));
    }
    return new HistoricCitizen(name, kana, language.isEmpty() ? "ja" : language, contacts);
  }
}
