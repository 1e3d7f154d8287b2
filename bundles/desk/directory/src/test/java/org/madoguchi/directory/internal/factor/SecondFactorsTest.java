package org.madoguchi.directory.internal.factor;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.factor.SecondFactors.Offer;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class SecondFactorsTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");
  private static final String PASSWORD = "correct-horse";
  private static final Duration LONG = Duration.ofDays(1);
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database(), folder.getRoot().toPath()).withMihon();
      node.imports.setPassword(AccessScope.system(), SUZUKI, PASSWORD.toCharArray());
      node.imports.setPassword(AccessScope.system(), KUDO, PASSWORD.toCharArray());
    }
    return node;
  }

  /** Another node of the installation, which has the same key. */
  private Node secondNode() {
    return new Node(database(), folder.getRoot().toPath());
  }

  private static byte[] decoded(String base32) {
    byte[] bytes = new byte[base32.length() * 5 / 8];
    for (int i = 0; i < bytes.length * 8; i++) {
      int bit = ALPHABET.indexOf(base32.charAt(i / 5)) >> 4 - i % 5 & 1;
      bytes[i / 8] |= (byte) (bit << 7 - i % 8);
    }
    return bytes;
  }

  private String code(byte[] secret) {
    return Totp.code(secret, Totp.step(node().clock.instant()), Totp.DIGITS);
  }

  private byte[] offered(StaffId who) {
    return decoded(node().factors.offer(who, PASSWORD.toCharArray()).secret());
  }

  private record Enrolled(byte[] secret, List<String> recovery) {}

  private Enrolled enrolled(StaffId who) {
    byte[] secret = offered(who);
    List<String> recovery = node().factors.confirm(who, code(secret));
    node().clock.advance(Duration.ofMinutes(2));
    return new Enrolled(secret, recovery);
  }

  private static void refused(ProblemType type, ThrowingRunnable action) {
    assertSame(type, assertThrows(DomainException.class, action).type());
  }

  private static AccessScope administrator() {
    return AccessScope.of(
        new StaffId("someone"), List.of(new Grant(MIHON, Role.ADMINISTRATOR, SectionId.NONE)));
  }

  @Test
  @Covers("K7")
  public void codeIsAskedOnceTheAppHasShownThatItKnowsTheSecret() {
    Offer offer = node().factors.offer(SUZUKI, PASSWORD.toCharArray());
    assertFalse(node().factors.isAskedOf(SUZUKI));
    assertTrue(offer.address().startsWith("otpauth://totp/Madoguchi:suzuki?secret="));
    refused(
        DirectoryProblems.SECOND_FACTOR_CODE_WRONG, () -> node().factors.confirm(SUZUKI, "000"));
    refused(
        DirectoryProblems.SECOND_FACTOR_NOT_OFFERED, () -> node().factors.confirm(KUDO, "000000"));
    List<String> recovery = node().factors.confirm(SUZUKI, code(decoded(offer.secret())));
    assertEquals(10, new HashSet<>(recovery).size());
    assertTrue(node().factors.isAskedOf(SUZUKI));
    assertTrue(secondNode().factors.isAskedOf(SUZUKI));
    assertFalse(node().factors.isAskedOf(KUDO));
  }

  @Test
  public void onlyWhoKnowsThePasswordSetsItUp() {
    refused(
        DirectoryProblems.CURRENT_PASSWORD_WRONG,
        () -> node().factors.offer(SUZUKI, "guess".toCharArray()));
    refused(DirectoryProblems.CURRENT_PASSWORD_WRONG, () -> node().factors.offer(SUZUKI, null));
  }

  @Test
  @Covers("K7")
  public void eachCodeIsTakenOnceAndNoneBeforeIt() {
    byte[] secret = enrolled(SUZUKI).secret();
    long now = Totp.step(node().clock.instant());
    String present = Totp.code(secret, now, Totp.DIGITS);
    assertTrue(node().factors.accepts(SUZUKI, present));
    assertFalse("on the other node", secondNode().factors.accepts(SUZUKI, present));
    assertFalse(node().factors.accepts(SUZUKI, Totp.code(secret, now - 1, Totp.DIGITS)));
    String next = Totp.code(secret, now + 1, Totp.DIGITS);
    assertTrue(node().factors.accepts(SUZUKI, next.substring(0, 3) + " " + next.substring(3)));
    assertFalse(node().factors.accepts(SUZUKI, "abcdef"));
    assertFalse(node().factors.accepts(KUDO, present));
  }

  @Test
  public void codeOfTheConfirmationIsNotTakenAtALogin() {
    byte[] secret = offered(SUZUKI);
    String code = code(secret);
    node().factors.confirm(SUZUKI, code);
    assertFalse(node().factors.accepts(SUZUKI, code));
  }

  @Test
  @Covers("K7")
  public void ofManyAtOnceOneIsLetIn() throws Exception {
    Enrolled enrolled = enrolled(SUZUKI);
    Node other = secondNode();
    other.clock.advance(Duration.ofMinutes(2));
    for (String code : List.of(code(enrolled.secret()), enrolled.recovery().get(0))) {
      ExecutorService people = Executors.newFixedThreadPool(4);
      try {
        List<Callable<Boolean>> attempts =
            List.of(
                () -> node().factors.accepts(SUZUKI, code),
                () -> other.factors.accepts(SUZUKI, code),
                () -> node().factors.accepts(SUZUKI, code),
                () -> other.factors.accepts(SUZUKI, code));
        int let = 0;
        for (Future<Boolean> attempt : people.invokeAll(attempts)) {
          let += attempt.get() ? 1 : 0;
        }
        assertEquals(1, let);
      } finally {
        people.shutdownNow();
      }
    }
  }

  @Test
  public void recoveryCodesAreTakenOnceEach() {
    List<String> recovery = enrolled(SUZUKI).recovery();
    String shouted = recovery.get(3).toUpperCase().replace("-", " ");
    assertTrue(node().factors.accepts(SUZUKI, shouted));
    assertFalse(secondNode().factors.accepts(SUZUKI, recovery.get(3)));
    assertFalse("somebody else's", node().factors.accepts(KUDO, recovery.get(4)));
    assertEquals(9, node().factors.stateOf(SUZUKI).recoveryCodes());
    List<String> fresh = node().factors.renewCodes(SUZUKI, PASSWORD.toCharArray());
    assertFalse(node().factors.accepts(SUZUKI, recovery.get(5)));
    assertTrue(node().factors.accepts(SUZUKI, fresh.get(0)));
    List<String> types = node().eventTypes();
    assertTrue(types.contains("StaffRecoveryCodeUsed"));
    assertTrue(types.contains("StaffRecoveryCodesRenewed"));
  }

  @Test
  public void newDeviceTakesTheOldOnesPlaceWhenItIsConfirmed() {
    byte[] old = enrolled(SUZUKI).secret();
    byte[] fresh = offered(SUZUKI);
    assertTrue("still", node().factors.accepts(SUZUKI, code(old)));
    node().clock.advance(Duration.ofMinutes(2));
    node().factors.confirm(SUZUKI, code(fresh));
    node().clock.advance(Duration.ofMinutes(2));
    assertFalse(node().factors.accepts(SUZUKI, code(old)));
    assertTrue(node().factors.accepts(SUZUKI, code(fresh)));
  }

  @Test
  @Covers("K7")
  public void secretIsStoredEncryptedWithAKeyOutsideTheDatabase() throws IOException {
    Offer offer = node().factors.offer(SUZUKI, PASSWORD.toCharArray());
    node().factors.confirm(SUZUKI, code(decoded(offer.secret())));
    Path key = folder.getRoot().toPath().resolve("second-factor.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    List<String> stored =
        node()
            .unit
            .transactions()
            .read(
                () -> {
                  var factor = node().factorStore.find(SUZUKI).orElseThrow();
                  return List.of(factor.secret(), factor.pending());
                });
    assertFalse(stored.toString().contains(offer.secret()));
    assertEquals("", stored.get(1));
    assertFalse(offer.toString().contains(offer.secret()));
    assertEquals(List.of("second-factor.key"), List.of(folder.getRoot().list()));
  }

  @Test
  public void nodeWithAnotherKeySaysSoAndRecoveryCodesStillWork() throws IOException {
    Enrolled enrolled = enrolled(SUZUKI);
    Node astray = new Node(database(), folder.newFolder().toPath());
    refused(
        DirectoryProblems.SECOND_FACTOR_KEY_MISSING,
        () -> astray.factors.accepts(SUZUKI, code(enrolled.secret())));
    refused(
        DirectoryProblems.SECOND_FACTOR_KEY_MISSING,
        () -> astray.factors.offer(KUDO, PASSWORD.toCharArray()));
    assertTrue(astray.factors.accepts(SUZUKI, enrolled.recovery().get(0)));
  }

  @Test
  @Covers("K7")
  public void roleThatAsksForItLeavesNothingElseToDo() {
    node().settings.configure(Map.of("secondFactor.roles", "administrator, OPERATOR"));
    var opened = node().sessions.open(SUZUKI, "", "");
    assertEquals(Set.of(Duty.ENROL_SECOND_FACTOR), opened.duties());
    assertEquals(Set.of(), node().sessions.open(KUDO, "", "").duties());
    assertTrue(node().factors.stateOf(SUZUKI).needed());
    enrolled(SUZUKI);
    assertEquals(
        Set.of(), secondNode().sessions.find(opened.secret(), LONG, LONG).orElseThrow().duties());
    refused(
        DirectoryProblems.SECOND_FACTOR_NEEDED,
        () -> node().factors.giveUp(SUZUKI, PASSWORD.toCharArray()));
  }

  @Test
  public void whoNeedsNoneMayGiveItUp() {
    enrolled(SUZUKI);
    node().factors.giveUp(SUZUKI, PASSWORD.toCharArray());
    assertFalse(node().factors.isAskedOf(SUZUKI));
    assertEquals(0, node().factors.stateOf(SUZUKI).recoveryCodes());
  }

  @Test
  @Covers("K7")
  public void administratorTakesItAwayAndTheSessionsEnd() {
    enrolled(SUZUKI);
    String session = node().sessions.open(SUZUKI, "", "").secret();
    refused(Problems.FORBIDDEN, () -> node().factors.reset(node().scopeOf("kudo"), SUZUKI));
    assertTrue(node().factors.isAskedOf(SUZUKI));
    node().factors.reset(administrator(), SUZUKI);
    assertFalse(node().factors.isAskedOf(SUZUKI));
    assertTrue(node().sessions.find(session, LONG, LONG).isEmpty());
    var last = node().events().get(node().events().size() - 1);
    assertEquals("StaffSecondFactorRemoved", last.type());
    assertEquals(new StaffId("someone"), last.actor());
  }

  @Test
  public void drawingIsAQrCodeWithAQuietZone() {
    QrCode qr = QrCode.of("otpauth://totp/Madoguchi:suzuki?secret=ABC");
    assertEquals(0, (qr.size() - 8 - 17) % 4);
    // the finder pattern at the top left begins behind four modules
    assertTrue(qr.path().startsWith("M4 4h1v1h-1z"));
    assertTrue(qr.path().matches("(M\\d+ \\d+h1v1h-1z)+"));
  }
}
