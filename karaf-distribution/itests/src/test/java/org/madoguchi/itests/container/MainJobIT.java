package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;
import org.osgi.framework.Bundle;

/**
 * The main job: a citizen's mail becomes a ticket, the answer arrives; channels come and go
 * meanwhile.
 */
public class MainJobIT extends ContainerTest {
  private static final String MAIL_FEATURE = "madoguchi-channel-mail";

  @Test
  @Covers({"F1", "K1"})
  public void mailBecomesATicketAndTheReplyReachesTheCitizenOnOneThread() throws Exception {
    String subject = "転出届について " + UUID.randomUUID();
    String messageId = UUID.randomUUID() + "@mail.example";
    CitizenMail.send(subject, "来月引っ越します。①転出届は郵送できますか。", messageId, "");

    String ref = awaitTicket(subject);
    JsonNode ticket = suzuki.read("/api/tickets/" + ref);
    assertEquals("渡辺 久美子", ticket.at("/citizen/name").asText());
    assertTrue(ticket.toString(), ticket.at("/entries/0/text").asText().contains("①転出届"));

    HttpResponse<String> reply =
        suzuki.send(
            "POST",
            "/api/tickets/" + ref + "/replies",
            Map.of(
                "requestId", UUID.randomUUID().toString(), "text", "郵送で届け出できます。\n必要なものは次のとおりです。"));
    assertEquals(reply.body(), 201, reply.statusCode());

    String answer = awaitMail("郵送で届け出できます。");
    assertTrue(CitizenMail.header(answer, "In-Reply-To").contains(messageId));
    assertTrue(CitizenMail.header(answer, "References").contains(messageId));
    assertTrue(answer, answer.contains("Content-Type: text/html; charset=UTF-8"));
    await("sent")
        .until(
            () ->
                suzuki.read("/api/tickets/" + ref).at("/entries").toString().contains("\"sent\""));

    String answerId = CitizenMail.header(answer, "Message-ID").replaceAll("[<>]", "");
    CitizenMail.send(
        "Re: " + subject, "ありがとうございます。手数料はかかりますか。", UUID.randomUUID() + "@mail.example", answerId);
    await("the citizen's answer on the same ticket")
        .until(
            () ->
                suzuki
                    .read("/api/tickets/" + ref)
                    .get("entries")
                    .toString()
                    .contains("手数料はかかりますか"));
    assertEquals("open", suzuki.read("/api/tickets/" + ref).get("status").asText());
  }

  @Test
  @Covers("F1")
  public void theAcknowledgementCarriesTheReceiptNumber() throws Exception {
    String subject = "受付番号 " + UUID.randomUUID();
    CitizenMail.sendFrom(
        Mailbox.SELDOM_CITIZEN, subject, "受付の確認です。", UUID.randomUUID() + "@mail.example", "");
    String ref = awaitTicket(subject);
    String number = ref.substring("mihon-".length());
    String acknowledgement =
        await("acknowledgement with " + number)
            .until(
                () ->
                    CitizenMail.received(Mailbox.SELDOM_CITIZEN, "secret").stream()
                        .filter(m -> CitizenMail.body(m).contains(number))
                        .toList(),
                l -> !l.isEmpty())
            .get(0);
    assertEquals("auto-replied", CitizenMail.header(acknowledgement, "Auto-Submitted"));
  }

  @Test
  public void theSameMessageTwiceOpensOneTicket() throws Exception {
    String subject = "重複 " + UUID.randomUUID();
    String messageId = UUID.randomUUID() + "@mail.example";
    CitizenMail.send(subject, "二重に届いた同じメールです。", messageId, "");
    CitizenMail.send(subject, "二重に届いた同じメールです。", messageId, "");
    String marker = "後続 " + UUID.randomUUID();
    CitizenMail.send(marker, "後から来たメールです。", UUID.randomUUID() + "@mail.example", "");
    awaitTicket(marker);
    awaitTicket(subject);
    assertEquals(1, tickets(subject).size());
  }

  @Test
  @Covers("S1")
  public void sevenBitJapaneseMailArrivesAsWritten() throws Exception {
    String subject = "①㈱髙島 " + UUID.randomUUID();
    CitizenMail.sendJis(subject, "㈱髙島の①番窓口です。\r\n半角ｶﾅも使います。");
    String text =
        suzuki.read("/api/tickets/" + awaitTicket(subject)).at("/entries/0/text").asText();
    assertTrue(text, text.contains("㈱髙島の①番窓口です。"));
  }

  @Test
  public void mailNobodyCanReadIsQuarantinedWithTheReasonAndHoldsNothingBack() throws Exception {
    String part = "--part\r\nContent-Type: text/plain\r\n\r\nx\r\n";
    CitizenMail.deliver(
        Mailbox.CITIZEN,
        "From: "
            + Mailbox.CITIZEN
            + "\r\nSubject: endless\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=part\r\n\r\n"
            + part.repeat(1_100)
            + "--part--");
    String next = "次のメール " + UUID.randomUUID();
    CitizenMail.send(next, "後のメールは届きます。", UUID.randomUUID() + "@mail.example", "");
    awaitTicket(next);
    JsonNode held =
        await("quarantine")
            .until(
                () -> suzuki.read("/api/channels/inbox?state=quarantined").get("items"),
                items -> items.size() == 1)
            .get(0);
    assertTrue(held.toString(), held.get("reason").asText().codePoints().anyMatch(c -> c > 0x3000));
    String id = held.get("id").asText();
    assertEquals(403, suzuki.get("/api/channels/inbox/" + id + "/raw").statusCode());
    Api sato = new Api().login("sato", PASSWORD);
    assertTrue(sato.get("/api/channels/inbox/" + id + "/raw").body().contains("endless"));
    HttpResponse<String> retried = sato.send("POST", "/api/channels/inbox/" + id + "/retry", null);
    assertTrue(retried.body(), retried.statusCode() < 300);
  }

  @Test
  public void removalOfTheMailFeatureLosesNothingAndTouchesNobodyElse() throws Exception {
    String before = "前 " + UUID.randomUUID();
    CitizenMail.send(before, "取り外す前のメールです。", UUID.randomUUID() + "@mail.example", "");
    String ref = awaitTicket(before);
    Map<String, Long> started = startTimes();

    features.uninstallFeature(MAIL_FEATURE);
    await("not installed").until(() -> channelState(), "not-installed"::equals);
    String during = "中 " + UUID.randomUUID();
    CitizenMail.send(during, "取り外している間のメールです。", UUID.randomUUID() + "@mail.example", "");
    HttpResponse<String> reply =
        suzuki.send(
            "POST",
            "/api/tickets/" + ref + "/replies",
            Map.of("requestId", UUID.randomUUID().toString(), "text", "取り外している間の回答です。"));
    assertEquals(reply.body(), 201, reply.statusCode());

    features.installFeature(MAIL_FEATURE);
    await("online again").until(() -> channelState().equals("online"));
    awaitTicket(during);
    awaitMail("取り外している間の回答です。");
    assertEquals(
        1,
        CitizenMail.received().stream()
            .filter(m -> CitizenMail.body(m).contains("取り外している間の回答です。"))
            .count());

    Map<String, Long> after = startTimes();
    started.keySet().removeIf(name -> name.contains("mail") || name.contains("camel"));
    started.forEach((name, time) -> assertEquals(name + " was restarted", time, after.get(name)));
  }

  @Test
  public void everyBundleIsActiveAndNothingIsFetchedFromOutside() {
    // another test may just have brought some back
    await("every bundle is active").until(this::notActive, List::isEmpty);
  }

  private List<String> notActive() {
    List<String> notActive = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
      boolean lazy =
          bundle.getState() == Bundle.STARTING
              && bundle.getHeaders().get("Bundle-ActivationPolicy") != null;
      if (bundle.getState() != Bundle.ACTIVE && !fragment && !lazy) {
        notActive.add(bundle.getSymbolicName() + " " + bundle.getState());
      }
    }
    return notActive;
  }

  private static String awaitMail(String text) {
    return await("mail with " + text)
        .until(
            () ->
                CitizenMail.received().stream()
                    .filter(m -> CitizenMail.body(m).contains(text))
                    .toList(),
            l -> !l.isEmpty())
        .get(0);
  }

  private String channelState() throws Exception {
    for (JsonNode channel : suzuki.read("/api/channels")) {
      if (channel.get("name").asText().equals("mail-mihon")) {
        return channel.at("/status/state").asText();
      }
    }
    return "unknown";
  }

  private Map<String, Long> startTimes() {
    Map<String, Long> times = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      times.put(bundle.getSymbolicName() + " " + bundle.getVersion(), bundle.getLastModified());
    }
    return times;
  }
}
