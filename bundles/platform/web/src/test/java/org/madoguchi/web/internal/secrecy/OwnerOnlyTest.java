package org.madoguchi.web.internal.secrecy;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OwnerOnlyTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void settingsAndDataAreTheirOwnersAlone() throws IOException {
    Path settings = folder.newFolder("etc").toPath();
    Path secret = made(settings.resolve("org.madoguchi.channel.mail-mihon.cfg"), "rw-r--r--");
    Path deep = Files.createDirectories(settings.resolve("directory/mihon"));
    Path staff = made(deep.resolve("staff.csv"), "rw-rw-rw-");
    Path script = made(settings.resolve("hook"), "rwxr-xr-x");
    Path closed = made(settings.resolve("closed.cfg"), "r--------");
    Path elsewhere = made(folder.newFile("elsewhere").toPath(), "rw-r--r--");
    Files.createSymbolicLink(settings.resolve("link.cfg"), elsewhere);
    Path data = folder.newFolder("data").toPath();
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    new OwnerOnly(settings, data);

    assertEquals("rw-------", permissions(secret));
    assertEquals("rw-------", permissions(staff));
    assertEquals("rwx------", permissions(script));
    assertEquals("r--------", permissions(closed));
    assertEquals("rwx------", permissions(data));
    assertEquals("what a link leads to is not ours", "rw-r--r--", permissions(elsewhere));
  }

  @Test
  public void aPlaceThatIsNotThereIsNoObstacle() {
    new OwnerOnly(folder.getRoot().toPath().resolve("nowhere"), null);
  }

  private static Path made(Path file, String permissions) throws IOException {
    Files.writeString(file, "x");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
