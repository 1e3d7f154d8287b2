package org.madoguchi.console.internal;

import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What a build step would have told: there is none. */
public class ModulesTest {
  private static final Pattern RELATIVE_IMPORT =
      Pattern.compile("(?:from|import)\\s*\\(?\\s*'(\\.[^']+)'");
  private static final Pattern PRELOADED = Pattern.compile("@assets@/([^\"]+)\"");

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
  public void nothingBreaksTheContentSecurityPolicy() {
    for (Path module : ConsoleFiles.modules()) {
      String text = ConsoleFiles.text(module);
      assertTrue(module + " has a style attribute", !text.contains(" style="));
      assertTrue(module + " evaluates text", !text.matches("(?s).*\\b(eval|new Function)\\(.*"));
    }
  }
}
