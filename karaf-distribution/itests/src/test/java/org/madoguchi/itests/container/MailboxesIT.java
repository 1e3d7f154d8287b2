package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Several mailboxes of one municipality, and what comes back from them, over real mail servers. */
public class MailboxesIT extends ContainerTest {
  private static final List<String> ONLINE = List.of("online", "online");

  private final Api sato = new Api();

  private static Path second() {
    return Path.of(System.getProperty("karaf.etc"), "org.madoguchi.channel.mail-shigen.cfg");
  }

  @After
  public void takeTheSecondMailboxAway() throws Exception {
    if (Files.deleteIfExists(second())) {
      await("one mailbox").until(() -> state("mail-shigen"), s -> !s.equals("online"));
    }
  }

  private String state(String channel) throws Exception {
    for (JsonNode row : sato.read("/api/channels")) {
      if (row.get("name").asText().equals(channel)) {
        return row.at("/status/state").asText();
      }
    }
    return "";
  }

  private void openTheSecondMailbox() throws Exception {
    sato.login("sato", PASSWORD);
    Files.writeString(
        second(),
        String.join(
            "\n",
            "madoguchi.channel = mail-shigen",
            "municipality = mihon",
            "section = shigen",
            "address = " + Mailbox.SECTION,
            "displayName = Shigen",
            "inProtocol = pop3",
            "inHost = 127.0.0.1",
            "inPort = " + Integer.getInteger("pop3.port"),
            "inSecurity = none",
            "inUser = " + Mailbox.SECTION,
            ".inPassword = secret",
            "processedFolder =",
            "pollEveryMillis = 300",
            "smtpHost = 127.0.0.1",
            "smtpPort = " + Integer.getInteger("smtp.port"),
            "smtpSecurity = none",
            ""));
    await("the second mailbox").until(() -> state("mail-shigen"), "online"::equals);
  }

  private static String written(String from, String to, String subject, String more, String text) {
    return String.join(
        "\r\n",
        "From: <" + from + ">",
        "To: <" + to + ">",
        "Subject: " + subject,
        "Message-ID: <" + UUID.randomUUID() + "@mail.example>",
        more + "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "",
        text);
  }

  private void answer(String ref, String text) throws Exception {
    Map<String, Object> reply = Map.of("requestId", UUID.randomUUID().toString(), "text", text);
    HttpResponse<String> sent = suzuki.send("POST", "/api/tickets/" + ref + "/replies", reply);
    assertEquals(sent.body(), 2, sent.statusCode() / 100);
  }

  /** The mail with these words. */
  private static String arrived(String address, String words) {
    return await(words)
        .until(
            () ->
                CitizenMail.received(address, "secret").stream()
                    .filter(m -> CitizenMail.body(m).contains(words))
                    .toList(),
            l -> !l.isEmpty())
        .get(0);
  }

  @Test
  @Covers({"F1", "I2"})
  public void eachMailboxHasItsSectionAndAnswersLeaveFromWhereTheThreadCameIn() throws Exception {
    openTheSecondMailbox();
    String subject = "bottles-" + UUID.randomUUID();
    CitizenMail.deliver(
        Mailbox.NEIGHBOUR,
        Mailbox.SECTION,
        written(Mailbox.NEIGHBOUR, Mailbox.SECTION, subject, "", "Which day?"));
    String ref = awaitTicket(subject);
    JsonNode ticket = suzuki.read("/api/tickets/" + ref);
    assertEquals("shigen", ticket.at("/section/code").asText());

    answer(ref, "on-monday-" + ref);
    String sent = arrived(Mailbox.NEIGHBOUR, "on-monday-" + ref);
    assertTrue(sent, CitizenMail.header(sent, "From").contains(Mailbox.SECTION));
    assertTrue(
        CitizenMail.header(sent, "Message-ID"),
        CitizenMail.header(sent, "Message-ID").endsWith("@city.mihon.example>"));

    String other = "passport-" + UUID.randomUUID();
    CitizenMail.deliver(
        Mailbox.NEIGHBOUR,
        Mailbox.CITY,
        written(Mailbox.NEIGHBOUR, Mailbox.CITY, other, "", "Which window?"));
    String main = awaitTicket(other);
    assertFalse(suzuki.read("/api/tickets/" + main).has("section"));
    answer(main, "window-two-" + main);
    assertTrue(
        CitizenMail.header(arrived(Mailbox.NEIGHBOUR, "window-two-" + main), "From")
            .contains(Mailbox.CITY));
    await("both online")
        .until(
            () -> List.of(state("mail-mihon"), state("mail-shigen")), both -> both.equals(ONLINE));
  }

  private JsonNode contact(String ref) throws Exception {
    return suzuki.read("/api/tickets/" + ref).at("/citizen/contacts/0");
  }

  private JsonNode delivery(String ref, String text) throws Exception {
    for (JsonNode entry : suzuki.read("/api/tickets/" + ref).get("entries")) {
      if (entry.get("text").asText().contains(text)) {
        return entry.get("delivery");
      }
    }
    throw new IllegalStateException(text + " is not there");
  }

  private void comesBack(String original, String status) throws Exception {
    String to = CitizenMail.header(original, "To");
    CitizenMail.deliver(
        "mailer-daemon@mx.example",
        Mailbox.CITY,
        String.join(
            "\r\n",
            "Return-Path: <>",
            "From: MAILER-DAEMON@mx.example",
            "To: " + Mailbox.CITY,
            "Subject: Undelivered Mail Returned to Sender",
            "Message-ID: <" + UUID.randomUUID() + "@mx.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "It could not be delivered.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example",
            "",
            "Final-Recipient: rfc822; " + Mailbox.MOVED,
            "Action: failed",
            "Status: " + status,
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            "To: " + to,
            "Message-ID: " + CitizenMail.header(original, "Message-ID"),
            "--b--",
            ""));
  }

  @Test
  @Covers("F1")
  public void whatComesBackTurnsTheReplyRedAndMarksTheAddressUntilItWorksAgain() throws Exception {
    sato.login("sato", PASSWORD);
    String subject = "moved-" + UUID.randomUUID();
    CitizenMail.deliver(
        Mailbox.MOVED, written(Mailbox.MOVED, Mailbox.CITY, subject, "", "Am I there?"));
    String ref = awaitTicket(subject);
    answer(ref, "first-answer-" + ref);
    String first = arrived(Mailbox.MOVED, "first-answer-" + ref);
    await("sent").until(() -> delivery(ref, "first-answer").get("state").asText(), "sent"::equals);

    comesBack(first, "5.1.1");
    await("red").until(() -> delivery(ref, "first-answer").get("state").asText(), "failed"::equals);
    assertTrue(delivery(ref, "first-answer").get("reason").asText().contains("5.1.1"));
    await("a mark").until(() -> contact(ref).has("undeliverable"));
    assertEquals("5.1.1", contact(ref).at("/undeliverable/status").asText());
    assertTrue(suzuki.read("/api/tickets/" + ref).get("deliveryProblem").asBoolean());
    assertEquals("the report opened no ticket", List.of(), tickets("Undelivered Mail Returned"));
    HttpResponse<String> again =
        sato.send("POST", "/api/channels/outbox/" + failed(ref) + "/retry", Map.of());
    assertEquals(again.body(), 2, again.statusCode() / 100);
    await("sent again")
        .until(() -> delivery(ref, "first-answer").get("state").asText(), "sent"::equals);

    CitizenMail.deliver(
        Mailbox.MOVED,
        written(
            Mailbox.MOVED,
            Mailbox.CITY,
            "Re: " + subject,
            "In-Reply-To: " + CitizenMail.header(first, "Message-ID") + "\r\n",
            "I am here."));
    await("no mark").until(() -> !contact(ref).has("undeliverable"));
  }

  private String failed(String ref) throws Exception {
    for (JsonNode row : sato.read("/api/channels/outbox?state=failed").get("items")) {
      if (row.get("ticket").asText().equals(ref)) {
        return row.get("id").asText();
      }
    }
    throw new IllegalStateException("nothing failed");
  }
}
