package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.kernel.access.SessionStore.Session;

/** Whoever has the secret is in, until the session ends. */
public abstract class SessionStoreContract {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration AGE = Duration.ofHours(12);

  /** The sessions of this clause; the same at every call. */
  protected abstract SessionStore store();

  /** Somebody of the staff. */
  protected abstract StaffId who();

  protected abstract void pass(Duration time);

  /** Issues a token to {@link #who}. */
  protected abstract String issueToken();

  protected abstract void withdrawToken(String token);

  @Test
  public void openSessionIsFoundByItsSecret() {
    Opened opened = store().open(who(), "Firefox".repeat(100), "");
    Session session = find(opened.secret()).orElseThrow();
    assertEquals(who(), session.who());
    assertEquals(opened.csrfToken(), session.csrfToken());
  }

  @Test
  public void secretsAreNeverTheSame() {
    Opened one = store().open(who(), "", "");
    Opened two = store().open(who(), "", "");
    assertNotEquals(one.secret(), two.secret());
    assertNotEquals(one.csrfToken(), two.csrfToken());
  }

  @Test
  public void unknownSecretsAreNobody() {
    store().open(who(), "", "");
    assertEquals(Optional.empty(), find(""));
    assertEquals(Optional.empty(), find("guessed"));
    assertEquals(Optional.empty(), store().token("guessed"));
  }

  @Test
  public void closedSessionIsGoneAndUnknownOnesAreIgnored() {
    String closed = store().open(who(), "", "").secret();
    String open = store().open(who(), "", "").secret();
    store().close(closed);
    store().close("unknown");
    assertEquals(Optional.empty(), find(closed));
    assertTrue(find(open).isPresent());
  }

  @Test
  public void idleSessionEnds() {
    String secret = store().open(who(), "", "").secret();
    pass(IDLE.minusSeconds(1));
    assertTrue("used meanwhile", find(secret).isPresent());
    pass(IDLE.minusSeconds(1));
    assertTrue(find(secret).isPresent());
    pass(IDLE.plusMinutes(2));
    assertEquals(Optional.empty(), find(secret));
  }

  @Test
  public void oldSessionEndsEvenWhenUsed() {
    String secret = store().open(who(), "", "").secret();
    for (Duration passed = Duration.ZERO; passed.compareTo(AGE) < 0; passed = passed.plus(IDLE)) {
      assertTrue(find(secret).isPresent());
      pass(IDLE);
    }
    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), find(secret));
  }

  @Test
  public void tokenLeadsToItsOwnerUntilWithdrawn() {
    String token = issueToken();
    assertEquals(Optional.of(who()), store().token(token).map(SessionStore.Token::who));
    assertEquals(Optional.empty(), find(token));
    withdrawToken(token);
    assertEquals(Optional.empty(), store().token(token));
  }

  @Test
  public void onlyWhatIsStillAcceptedIsNamed() {
    String open = sha256(store().open(who(), "", "").secret());
    String ended = store().open(who(), "", "").secret();
    String kept = sha256(issueToken());
    String withdrawn = issueToken();
    store().close(ended);
    withdrawToken(withdrawn);
    Set<String> asked = Set.of(open, sha256(ended), kept, sha256(withdrawn), sha256("guessed"));
    assertEquals(Set.of(open, kept), store().stillAccepted(asked));
    assertEquals("nothing unasked", Set.of(), store().stillAccepted(Set.of()));
  }

  private Optional<Session> find(String secret) {
    return store().find(secret, IDLE, AGE);
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
