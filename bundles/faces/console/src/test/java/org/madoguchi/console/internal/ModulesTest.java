package org.madoguchi.console.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What a build step would have told: there is none. */
public class ModulesTest {
  private static final Pattern RELATIVE_IMPORT =
      Pattern.compile("(?:from|import)\\s*\\(?\\s*'(\\.[^']+)'");
  private static final Pattern PRELOADED = Pattern.compile("@assets@/([^\"]+)\"");
  private static final Pattern KEY =
      Pattern.compile("(?:^|[ {,])(?:'([^']+)'|(\\w+)): '", Pattern.MULTILINE);
  private static final Pattern USED = Pattern.compile("\\bt\\('([\\w.-]+)'");

  @Test
  public void everyImportedModuleIsThere() {
    for (Path module : ConsoleFiles.modules()) {
      Matcher imports = RELATIVE_IMPORT.matcher(ConsoleFiles.text(module));
      while (imports.find()) {
        Path imported = module.resolveSibling(imports.group(1)).normalize();
        assertTrue(module + " imports " + imported, Files.isRegularFile(imported));
      }
    }
  }

  @Test
  public void everythingTheShellNamesIsThere() {
    Matcher named = PRELOADED.matcher(ConsoleFiles.shell());
    while (named.find()) {
      assertTrue(named.group(1), Files.isRegularFile(ConsoleFiles.ASSETS.resolve(named.group(1))));
    }
  }

  @Test
  public void theCataloguesHaveTheSameKeys() {
    assertEquals(keys("ja"), keys("en"));
  }

  @Test
  public void everyTextThatIsUsedHasAKey() {
    Set<String> known = keys("ja");
    for (Path module : ConsoleFiles.modules()) {
      Matcher used = USED.matcher(ConsoleFiles.text(module));
      while (used.find()) {
        assertTrue(module + " uses " + used.group(1), known.contains(used.group(1)));
      }
    }
  }

  @Test
  public void nothingBreaksTheContentSecurityPolicy() {
    for (Path module : ConsoleFiles.modules()) {
      String text = ConsoleFiles.text(module);
      assertTrue(module + " has a style attribute", !text.contains(" style="));
      assertTrue(module + " evaluates text", !text.matches("(?s).*\\b(eval|new Function)\\(.*"));
    }
  }

  private static Set<String> keys(String language) {
    Set<String> keys = new TreeSet<>();
    Matcher key =
        KEY.matcher(ConsoleFiles.text(ConsoleFiles.ASSETS.resolve("i18n/" + language + ".js")));
    while (key.find()) {
      keys.add(key.group(1) == null ? key.group(2) : key.group(1));
    }
    return keys;
  }
}
