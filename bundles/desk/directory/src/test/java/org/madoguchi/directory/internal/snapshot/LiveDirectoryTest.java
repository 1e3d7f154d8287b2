package org.madoguchi.directory.internal.snapshot;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.MIHON;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.TestDatabase;

public class LiveDirectoryTest extends DatabaseMatrix {
  private static AccessTag owned(String section) {
    return new AccessTag(MIHON, new SectionId(section), Confidentiality.RESTRICTED);
  }

  @Test
  public void roleInADepartmentHoldsInTheSectionsBelow() {
    Node node = new Node(database()).withMihon();
    AccessScope kudo = node.scopeOf("kudo");
    Set<String> sections =
        kudo.grants().stream()
            .filter(g -> g.role() == Role.SECTION_STAFF)
            .map(g -> g.section().value())
            .collect(Collectors.toSet());
    assertEquals(Set.of("shimin-bu", "madoguchi", "nenkin"), sections);
    assertTrue(kudo.may(Permission.TICKET_READ, owned("nenkin")));
    assertFalse(kudo.may(Permission.TICKET_READ, owned("zei")));
  }

  @Test
  public void roleInTheRootHoldsInEverySection() {
    Node node = new Node(database()).withMihon();
    String chief = "chief,長,ちょう,,ja,SECTION_STAFF,city\n";
    node.take(MIHON, Kind.STAFF, Node.STAFF + chief);
    assertEquals(5, node.scopeOf("chief").grants().size());
  }

  @Test
  public void roleWithoutSectionStaysOneGrant() {
    Node node = new Node(database()).withMihon();
    assertEquals(
        Set.of(new Grant(MIHON, Role.OPERATOR, SectionId.NONE)), node.scopeOf("suzuki").grants());
  }

  @Test
  public void strangersAndTheProductItselfHaveNoScope() {
    Node node = new Node(database()).withMihon();
    assertTrue(node.directory.scopeOf(new StaffId("nobody")).isEmpty());
    assertTrue(node.directory.scopeOf(StaffId.SYSTEM).isEmpty());
    assertEquals(Locale.JAPANESE, node.directory.languageOf(new StaffId("nobody")));
    assertEquals(Locale.ENGLISH, node.directory.languageOf(new StaffId("admin-mihon")));
  }

  @Test
  public void otherNodeFollows() {
    Node here = new Node(database());
    Node there = new Node(database());
    try (TestDatabase.Following following = database().follow(there.directory)) {
      here.withMihon();
      await().until(() -> there.directory.scopeOf(new StaffId("kudo")).isPresent());
      here.take(MIHON, Kind.STAFF, Node.STAFF.replaceAll("(?m)^kudo.*\n", ""));
      await().until(() -> there.directory.scopeOf(new StaffId("kudo")).isEmpty());
    }
  }
}
