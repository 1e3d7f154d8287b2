package org.madoguchi.directory.internal.login;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.testing.database.DatabaseMatrix;

public class FirstAdministratorTest extends DatabaseMatrix {
  @Rule public final TemporaryFolder data = new TemporaryFolder();

  private void start(Node node) {
    new FirstAdministrator(
        node.unit,
        node.people,
        database().eventLog(),
        node.directory,
        node.clock,
        data.getRoot().toPath());
  }

  private Path file() {
    return data.getRoot().toPath().resolve(FirstAdministrator.FILE);
  }

  @Test
  public void firstStartMakesAnAdministratorOfTheWholeContainer() throws IOException {
    Node node = new Node(database());
    start(node);
    List<String> lines = Files.readAllLines(file());
    assertEquals("user=admin", lines.get(0));
    String password = lines.get(1).substring("password=".length());
    assertEquals(20, password.length());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertTrue(node.passwords.verify("admin", password.toCharArray()).isPresent());
    assertTrue(node.scopeOf("admin").mayEverywhere(Permission.DIRECTORY_MANAGE));
    assertFalse(node.events().get(0).payload().contains(password));
  }

  @Test
  public void laterStartMakesNone() throws IOException {
    start(new Node(database()));
    Files.delete(file());
    start(new Node(database()));
    assertFalse(Files.exists(file()));
  }

  @Test
  public void administratorsOfMunicipalitiesDoNotCount() {
    start(new Node(database()).withMihon());
    assertTrue(Files.exists(file()));
  }

  @Test
  public void loginOfAMunicipalitysStaffIsNotTakenOver() {
    Node node = new Node(database()).withMihon();
    node.take(MIHON, Kind.STAFF, Node.STAFF + "admin,安藤 実,あんどう みのる,,ja,OPERATOR,\n");
    start(node);
    assertFalse(node.scopeOf("admin").mayEverywhere(Permission.DIRECTORY_MANAGE));
    assertTrue(
        node.directory
            .scopeOf(new StaffId("admin2"))
            .orElseThrow()
            .mayEverywhere(Permission.DIRECTORY_MANAGE));
  }
}
