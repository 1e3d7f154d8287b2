package org.madoguchi.directory.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.MIHON;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.testing.database.DatabaseMatrix;

public class FolderImportsTest extends DatabaseMatrix {
  @Rule public final TemporaryFolder etc = new TemporaryFolder();

  private void write(String file, String csv) throws IOException {
    write(file, csv.getBytes("UTF-8"));
  }

  private void write(String file, byte[] csv) throws IOException {
    Path folder = etc.getRoot().toPath().resolve("mihon");
    Files.createDirectories(folder);
    Files.write(folder.resolve(file), csv);
  }

  /** One start of the container: the folder's files are looked at once. */
  private Node start() {
    Node node = new Node(database());
    Municipalities configured = new Municipalities();
    FolderImports imports = new FolderImports(node.imports, configured);
    configured.addConfiguration(
        Node.configuration("mihon", "142051", "みほん市", etc.getRoot().toPath()));
    imports.close();
    await().until(imports::isIdle);
    return node;
  }

  @Test
  public void filesOfTheFolderAreTakenAtTheStart() throws IOException {
    write("sections.csv", "\ufeff" + Node.SECTIONS);
    write("staff.csv", Node.STAFF);
    write("categories.csv", Node.CATEGORIES);
    Node node = start();
    assertEquals(5, node.directory.sections(MIHON).size());
    assertEquals(3, node.directory.staffOf(MIHON).size());
    assertEquals(3, node.directory.categories(MIHON).size());
  }

  @Test
  public void unchangedFileIsNotTakenAgain() throws IOException {
    write("sections.csv", Node.SECTIONS);
    Node node = start();
    String changedByHand = Node.SECTIONS.replace("市民税課", "税務課");
    node.take(MIHON, Kind.SECTIONS, changedByHand);
    assertEquals("税務課", start().directory.sections(MIHON).get(4).name());
    write("sections.csv", Node.SECTIONS + "hoiku,保育課,ほいくか,city,section,,,,\n");
    assertEquals(6, start().directory.sections(MIHON).size());
  }

  @Test
  public void badFileIsNotTakenAndNotRemembered() throws IOException {
    String bad = Node.SECTIONS.replace("madoguchi,", "madoguchi!,");
    write("sections.csv", bad);
    write("staff.csv", Node.STAFF);
    Node node = start();
    assertTrue(node.directory.sections(MIHON).isEmpty());
    assertTrue(node.directory.staffOf(MIHON).isEmpty());
    assertTrue(!node.imports.isTaken(MIHON, Kind.SECTIONS, Secrets.sha256(bad)));
    write("sections.csv", Node.SECTIONS);
    assertEquals(3, start().directory.staffOf(MIHON).size());
  }

  @Test
  public void fileMayBeInShiftJisAndWhatIsNoTextIsNotTaken() throws IOException {
    write("sections.csv", new byte[] {(byte) 0xff, 0, (byte) 0x81});
    assertEquals(List.of(), start().directory.sections(MIHON));
    write("sections.csv", Node.SECTIONS.getBytes(Charset.forName("Shift_JIS")));
    assertEquals(5, start().directory.sections(MIHON).size());
  }
}
