package org.madoguchi.directory.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.Test;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.kernel.access.SessionStore.Session;
import org.madoguchi.testing.database.DatabaseMatrix;

public class StoredSessionsTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration AGE = Duration.ofHours(12);

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database());
    }
    return node;
  }

  private Optional<Session> find(String secret) {
    return node().sessions.find(secret, IDLE, AGE);
  }

  private Optional<WebSession> row(String secret) {
    return node().unit.transactions().read(() -> node().secrets.session(Secrets.sha256(secret)));
  }

  @Test
  public void openSessionIsFoundOnEveryNode() {
    Opened opened = node().sessions.open(SUZUKI, "Firefox".repeat(100), "");
    Session session = new Node(database()).sessions.find(opened.secret(), IDLE, AGE).orElseThrow();
    assertEquals(SUZUKI, session.who());
    assertEquals(opened.csrfToken(), session.csrfToken());
    assertEquals(node().clock.instant(), session.createdAt());
  }

  @Test
  public void secretsAre256BitsAndNeverStored() {
    Opened one = node().sessions.open(SUZUKI, null, "");
    Opened two = node().sessions.open(SUZUKI, null, "");
    assertEquals(43, one.secret().length());
    assertNotEquals(one.secret(), two.secret());
    assertNotEquals(one.csrfToken(), two.csrfToken());
    assertEquals(Secrets.sha256(one.secret()), row(one.secret()).orElseThrow().secretHash());
  }

  @Test
  public void idleSessionEnds() {
    String secret = node().sessions.open(SUZUKI, "", "").secret();
    node().clock.advance(IDLE);
    assertTrue(find(secret).isPresent());
    node().clock.advance(IDLE.plusSeconds(1));
    assertTrue(find(secret).isEmpty());
  }

  @Test
  public void oldSessionEndsEvenWhenUsed() {
    String secret = node().sessions.open(SUZUKI, "", "").secret();
    for (Duration passed = Duration.ZERO; passed.compareTo(AGE) < 0; passed = passed.plus(IDLE)) {
      assertTrue(find(secret).isPresent());
      node().clock.advance(IDLE);
    }
    node().clock.advance(Duration.ofSeconds(1));
    assertTrue(find(secret).isEmpty());
  }

  @Test
  public void sessionUsedWhileTheClockStoodAheadEndsWhenItIsSetBackAndNeverComesBack() {
    node().clock.advance(Duration.ofDays(2));
    String used = node().sessions.open(SUZUKI, "", "").secret();
    assertTrue(find(used).isPresent());
    node().clock.advance(Duration.ofDays(-2));
    assertTrue(find(used).isEmpty());
    assertTrue("swept at once", row(used).isEmpty());
    node().clock.advance(Duration.ofDays(2));
    assertTrue(find(used).isEmpty());
  }

  @Test
  public void smallCorrectionOfTheClockEndsNoSession() {
    String secret = node().sessions.open(SUZUKI, "", "").secret();
    node().clock.advance(IDLE.negated());
    assertTrue(find(secret).isPresent());
  }

  @Test
  public void lastSeenIsWrittenAtMostOnceAMinute() {
    String secret = node().sessions.open(SUZUKI, "", "").secret();
    Instant opened = node().clock.instant();
    node().clock.advance(Duration.ofSeconds(59));
    find(secret);
    assertEquals(opened, row(secret).orElseThrow().lastSeenAt());
    node().clock.advance(Duration.ofSeconds(1));
    find(secret);
    assertEquals(opened.plusSeconds(60), row(secret).orElseThrow().lastSeenAt());
  }

  @Test
  public void closedSessionIsGoneAndUnknownOnesAreIgnored() {
    String secret = node().sessions.open(SUZUKI, "", "").secret();
    node().sessions.close(secret);
    node().sessions.close("unknown");
    assertTrue(find(secret).isEmpty());
    assertTrue(find("").isEmpty());
  }

  @Test
  public void endedSessionsAreSwept() {
    String ended = node().sessions.open(SUZUKI, "", "").secret();
    node().clock.advance(IDLE.plusSeconds(1));
    String open = node().sessions.open(SUZUKI, "", "").secret();
    find(open);
    assertTrue(row(ended).isEmpty());
    assertTrue(row(open).isPresent());
  }

  @Test
  public void timesAreStoredInUtcWhateverTheZoneOfTheJvm() {
    TimeZone before = TimeZone.getDefault();
    Instant at = node().clock.instant();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      String secret = node().sessions.open(SUZUKI, "", "").secret();
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertEquals(at, row(secret).orElseThrow().createdAt());
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
