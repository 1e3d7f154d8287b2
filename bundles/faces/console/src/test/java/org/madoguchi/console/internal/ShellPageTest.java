package org.madoguchi.console.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.TreeMap;
import org.junit.Test;

public class ShellPageTest {
  @Test
  public void everyAddressCarriesTheHashOfTheContent() {
    ConsoleAssets before = assets("app.js", "1");
    ConsoleAssets after = assets("app.js", "2");

    assertNotEquals(before.base(), after.base());
    String html = ShellPage.of(ConsoleFiles.shell(), after.base()).html();
    assertTrue(html.contains("src=\"" + after.base() + "/app.js\""));
    assertFalse(html.contains("@assets@"));
  }

  @Test
  public void thePolicysHashIsThatOfTheInlineImportMap() throws Exception {
    ShellPage page =
        ShellPage.of("<script type=\"importmap\">{\"a\":\"@assets@/é\"}</script>", "/b");

    byte[] expected =
        MessageDigest.getInstance("SHA-256")
            .digest("{\"a\":\"/b/é\"}".getBytes(StandardCharsets.UTF_8));
    assertEquals(Base64.getEncoder().encodeToString(expected), page.importMapHash());
  }

  @Test
  public void anotherVersionsFilesAreNotServedUnderItsName() {
    ConsoleAssets assets = assets("app.js", "1");
    String hash = assets.base().substring(ConsoleAssets.ADDRESS.length() + 1);

    assertTrue(assets.file(hash + "/app.js").isPresent());
    assertTrue(assets.file("000000000000/app.js").isEmpty());
    assertTrue(assets.file("app.js").isEmpty());
  }

  private static ConsoleAssets assets(String path, String content) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return new ConsoleAssets(files);
  }
}
