package org.madoguchi.plugins.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;

/** What becomes of files and features, on a real framework. */
public class PluginsTest {
  private static final String NAME = "org.example.stamp";
  private static final String[] BROKEN = {"Import-Package", "no.such.part"};

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Desk desk;

  @Before
  public void open() throws Exception {
    desk = new Desk(folder.getRoot().toPath());
  }

  @After
  public void close() throws Exception {
    desk.close();
  }

  @Test
  public void comesChangesGoesBackAndGoes() throws Exception {
    desk.hand("stamp-1.jar", NAME, "1.0.0");
    assertEquals("1.0.0", desk.running(NAME));
    assertEquals(Change.INSTALLED, desk.record(NAME).change());
    desk.hand("stamp-2.jar", NAME, "2.0.0");
    assertEquals("2.0.0", desk.running(NAME));
    assertEquals("1.0.0", desk.record(NAME).previousVersion());
    assertFalse("left the folder", Files.exists(desk.deploy.resolve("stamp-1.jar")));
    desk.plugins.rollBack(NAME);
    assertEquals("1.0.0", desk.running(NAME));
    assertEquals(Change.ROLLED_BACK, desk.record(NAME).change());
    assertTrue(Files.exists(desk.deploy.resolve("stamp-1.jar")));
    assertFalse(Files.exists(desk.deploy.resolve("stamp-2.jar")));
    Files.delete(desk.deploy.resolve("stamp-1.jar"));
    desk.plugins.withdrawn("stamp-1.jar");
    assertEquals("none", desk.running(NAME));
    assertTrue(desk.shelf.find(NAME).isEmpty());
  }

  @Test
  public void anOlderVersionIsTakenLikeANewerOne() throws Exception {
    desk.hand("stamp.jar", NAME, "2.0.0");
    desk.hand("stamp.jar", NAME, "1.0.0");
    assertEquals("1.0.0", desk.running(NAME));
    assertEquals("2.0.0", desk.record(NAME).previousVersion());
  }

  @Test
  public void theSameFileIsNotTakenAgainOtherContentOfTheSameVersionIs() throws Exception {
    desk.hand("stamp.jar", NAME, "1.0.0");
    long modified = desk.bundle(NAME).orElseThrow().getLastModified();
    desk.plugins.deployed(desk.deploy.resolve("stamp.jar"), true);
    assertEquals(modified, desk.bundle(NAME).orElseThrow().getLastModified());
    desk.hand("stamp.jar", NAME, "1.0.0", "Bundle-Name", "Stamp");
    assertEquals("Stamp", desk.bundle(NAME).orElseThrow().getHeaders("").get("Bundle-Name"));
    assertEquals(Change.UPDATED, desk.record(NAME).change());
    desk.plugins.rollBack(NAME);
    assertEquals(null, desk.bundle(NAME).orElseThrow().getHeaders("").get("Bundle-Name"));
  }

  @Test
  public void oneThatDoesNotStartIsPutBack() throws Exception {
    desk.hand("stamp.jar", NAME, "1.0.0");
    desk.hand("stamp.jar", NAME, "2.0.0", BROKEN);
    assertEquals("1.0.0", desk.running(NAME));
    PluginRecord record = desk.record(NAME);
    assertEquals(Change.PUT_BACK, record.change());
    assertEquals("2.0.0", record.changedVersion());
    assertTrue(record.reason().text(Locale.ENGLISH).contains("no.such.part"));
    assertEquals(
        "the good one lies there again",
        "1.0.0",
        BundleJar.identify(desk.deploy.resolve("stamp.jar")).version());
  }

  @Test
  public void theFirstOneThatDoesNotStartStaysStoppedUntilABetterOneComes() throws Exception {
    desk.hand("stamp.jar", NAME, "1.0.0", BROKEN);
    assertEquals("none", desk.running(NAME));
    assertEquals(Change.STOPPED, desk.record(NAME).change());
    assertTrue(desk.shown(NAME).verdict().isBad());
    desk.hand("stamp.jar", NAME, "1.0.1");
    assertEquals("1.0.1", desk.running(NAME));
  }

  @Test
  public void aJarThatCannotBeReadIsToldAndStaysUntilItIsWhole() throws Exception {
    Path file = desk.deploy.resolve("stamp.jar");
    Files.writeString(file, "half of a jar");
    assertTrue(DroppedFile.isOurs(file));
    desk.plugins.deployed(file, false);
    assertEquals("unreadable", desk.shown("stamp.jar").record().reason().code());
    assertTrue(Files.exists(file));
    desk.hand("stamp.jar", NAME, "1.0.0");
    assertEquals(1, desk.plugins.all().size());
    assertEquals("1.0.0", desk.running(NAME));
  }

  @Test
  public void partsOfTheProductAndItsLibrariesAreNotReplaced() throws Exception {
    desk.hand("web.jar", "madoguchi-web", "9.0.0");
    assertEquals("part-of-product", desk.shown("madoguchi-web").record().reason().code());
    assertFalse("set aside", Files.exists(desk.deploy.resolve("web.jar")));
    desk.plugins.withdrawn("web.jar");
    assertEquals("still told", 1, desk.plugins.all().size());

    desk.feature(Desk.write(folder.newFile("library.jar").toPath(), "some.library", "1.0.0"));
    desk.hand("library.jar", "some.library", "2.0.0");
    assertEquals("1.0.0", desk.running("some.library"));
    assertEquals("part-of-product", desk.shown("some.library").record().reason().code());
  }

  @Test
  public void aNameThatLeadsOutOfTheShelfIsNone() throws Exception {
    desk.hand("stamp.jar", "../../stamp", "1.0.0");
    assertEquals("unreadable", desk.shown("stamp.jar").record().reason().code());
    assertFalse(Files.exists(folder.getRoot().toPath().resolve("stamp")));
  }

  @Test
  public void karsAndFeaturesAreSetAsideWithTheReason() throws Exception {
    Path kar = Desk.write(desk.deploy.resolve("line.kar"), NAME, "1.0.0");
    Path features = desk.deploy.resolve("line.xml");
    Files.writeString(features, "<?xml version='1.0'?>\n<!-- ours -->\n<features name='line'/>");
    Path other = Files.writeString(desk.deploy.resolve("other.xml"), "<blueprint/>");
    assertTrue(DroppedFile.isOurs(kar));
    assertTrue(DroppedFile.isOurs(features));
    assertFalse(DroppedFile.isOurs(other));
    for (Path file : new Path[] {kar, features}) {
      desk.plugins.deployed(file, false);
      assertFalse(Files.exists(file));
      String name = file.getFileName().toString();
      for (Locale language : new Locale[] {Locale.JAPANESE, Locale.ENGLISH}) {
        String told = desk.shown(name).record().reason().text(language);
        assertTrue(told, told.contains("jar"));
      }
    }
    assertEquals("none", desk.running(NAME));
  }

  @Test
  public void whatAFeatureBroughtIsWhatRollBackLeadsTo() throws Exception {
    Path jar = folder.newFile("feature.jar").toPath();
    String[] ours = {"Import-Package", "org.madoguchi.x;resolution:=optional"};
    Desk.write(jar, NAME, "1.0.0", ours);
    Bundle bundle = desk.feature(jar);
    desk.plugins.found(bundle, true);
    desk.hand("stamp.jar", NAME, "2.0.0", ours);
    desk.plugins.rollBack(NAME);
    desk.plugins.found(bundle, true); // the watcher is told of every update, this one too
    assertEquals("1.0.0", desk.running(NAME));
    assertEquals(Change.ROLLED_BACK, desk.record(NAME).change());
    assertEquals("2.0.0", desk.record(NAME).previousVersion());
    desk.plugins.rollBack(NAME);
    assertEquals("2.0.0", desk.running(NAME));
  }

  @Test
  public void thereMustBeAVersionToGoBackTo() throws Exception {
    desk.hand("stamp.jar", NAME, "1.0.0");
    assertThrows(DomainException.class, () -> desk.plugins.rollBack(NAME));
    assertThrows(DomainException.class, () -> desk.plugins.rollBack("none"));
  }
}
