package org.madoguchi.plugins.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;

/** The process dies in the middle of a change; the next start finds what it left. */
public class CutOffTest {
  private static final String NAME = "org.example.stamp";
  private static final String[] BROKEN = {"Import-Package", "no.such.part"};

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Desk desk;
  private InstalledBundles bundles;

  @Before
  public void open() throws Exception {
    desk = new Desk(folder.getRoot().toPath());
    bundles = new InstalledBundles(desk.framework.getBundleContext());
    desk.hand("stamp.jar", NAME, "1.0.0");
    desk.hand("stamp.jar", NAME, "2.0.0");
  }

  @After
  public void close() throws Exception {
    desk.close();
  }

  /** The jar lies in the folder and on the shelf, and runs already; nothing else happened. */
  private Path halfWay(String version, String... headers) throws Exception {
    Path next = desk.shelf.draft(NAME);
    Files.copy(desk.drop("stamp.jar", NAME, version, headers), next);
    Bundle bundle = desk.bundle(NAME).orElseThrow();
    bundles.put(Optional.of(bundle), NAME, next);
    return next;
  }

  private void assertIs(String version, String previous) throws Exception {
    assertEquals(version, desk.running(NAME));
    PluginRecord record = desk.record(NAME);
    assertEquals(version, record.version());
    assertEquals(previous, record.previousVersion());
    assertEquals(version, BundleJar.identify(desk.shelf.good(NAME)).version());
    assertEquals(Shelf.digest(desk.shelf.good(NAME)), record.digest());
    if (!previous.isEmpty()) {
      assertEquals(previous, BundleJar.identify(desk.shelf.previous(NAME)).version());
    }
  }

  @Test
  public void anUpdateCutOffBeforeTheShelfIsMadeAgain() throws Exception {
    halfWay("3.0.0");
    desk.beginAgain();
    assertIs("3.0.0", "2.0.0");
  }

  @Test
  public void aBrokenUpdateCutOffBeforeItsVerdictIsPutBack() throws Exception {
    halfWay("3.0.0", BROKEN);
    desk.beginAgain();
    assertIs("2.0.0", "1.0.0");
    assertEquals(Change.PUT_BACK, desk.record(NAME).change());
  }

  @Test
  public void itIsPutBackWhicheverIsLookedAtFirst() throws Exception {
    halfWay("3.0.0", BROKEN);
    desk.beginAgainWithTheFolder();
    assertIs("2.0.0", "1.0.0");
    assertEquals(Change.PUT_BACK, desk.record(NAME).change());
  }

  @Test
  public void anUpdateCutOffBetweenTheJarsIsMadeAgain() throws Exception {
    halfWay("3.0.0");
    Files.delete(desk.shelf.previous(NAME));
    Files.move(desk.shelf.good(NAME), desk.shelf.previous(NAME));
    desk.beginAgain();
    assertIs("3.0.0", "2.0.0");
  }

  @Test
  public void anUpdateCutOffBeforeItsRecordIsMadeAgain() throws Exception {
    desk.shelf.advance(NAME, halfWay("3.0.0"));
    desk.beginAgain();
    assertIs("3.0.0", "2.0.0");
  }

  @Test
  public void aRollBackCutOffAtAnyPointHasNotHappened() throws Exception {
    for (int moves = 0; moves <= 3; moves++) {
      Bundle bundle = desk.bundle(NAME).orElseThrow();
      bundles.put(Optional.of(bundle), NAME, desk.shelf.previous(NAME));
      Path draft = desk.shelf.draft(NAME);
      if (moves > 0) {
        Files.move(desk.shelf.good(NAME), draft);
      }
      if (moves > 1) {
        Files.move(desk.shelf.previous(NAME), desk.shelf.good(NAME));
      }
      if (moves > 2) {
        Files.move(draft, desk.shelf.previous(NAME));
      }
      desk.beginAgain();
      assertIs("2.0.0", "1.0.0");
    }
  }

  @Test
  public void aFirstInstallCutOffIsJudgedAsAFirstInstall() throws Exception {
    String other = "org.example.other";
    Path file = desk.drop("other.jar", other, "1.0.0", BROKEN);
    bundles.put(Optional.empty(), other, file);
    desk.beginAgain();
    assertEquals(Change.STOPPED, desk.record(other).change());
    assertFalse(Files.exists(desk.shelf.good(other)));
  }
}
