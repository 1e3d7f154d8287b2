package org.madoguchi.console.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * Both languages have every text, and a module loaded on demand asks for the catalogues it needs.
 */
public class CataloguesTest {
  private static final Pattern CATALOGUE = Pattern.compile("([a-z]+)(?:-(\\w+))?\\.js");
  private static final Pattern ENTRY =
      Pattern.compile("(?:'([^']+)'|\\b([a-zA-Z]\\w*)): '((?:[^'\\\\]|\\\\.)*)'");
  private static final Pattern LITERAL = Pattern.compile("['`]([\\w.-]+)['`]");
  private static final Pattern PREFIX =
      Pattern.compile("`([\\w.-]+\\.)\\$\\{|\\bword\\('([\\w.-]+)'");
  private static final Pattern USED = Pattern.compile("\\bt\\('([\\w.-]+)'");
  private static final Pattern IMPORT = Pattern.compile("(?:^| from |^import )'(\\.[^']+\\.js)';");
  private static final Pattern ON_DEMAND = Pattern.compile("import\\('(\\.[^']+\\.js)'\\)");
  private static final Pattern ASKED = Pattern.compile("await catalogue\\(([^)]*)\\);");
  private static final Pattern NAME = Pattern.compile("'(\\w+)'");

  @Test
  public void bothLanguagesHaveEveryText() {
    Set<String> parts = partsOf("ja");
    assertEquals(parts, partsOf("en"));
    assertTrue("catalogues: " + parts, parts.size() > 1);
    for (String part : parts) {
      assertEquals(part, filled("ja", part), filled("en", part));
    }
  }

  @Test
  public void noTextIsInTwoCatalogues() {
    Map<String, String> first = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    for (String part : partsOf("ja")) {
      for (String key : texts("ja", part).keySet()) {
        String other = first.put(key, part);
        if (other != null) {
          twice.add(key + " in '" + other + "' and '" + part + "'");
        }
      }
    }
    assertEquals(List.of(), twice);
  }

  @Test
  public void everyTextThatIsUsedIsThere() {
    Set<String> known = new HashSet<>();
    partsOf("ja").forEach(part -> known.addAll(texts("ja", part).keySet()));
    for (Path module : ConsoleFiles.modules()) {
      for (MatchResult used : all(USED, ConsoleFiles.text(module))) {
        assertTrue(module + " uses " + used.group(1), known.contains(used.group(1)));
      }
    }
  }

  /** Looks for keys as they are written, and for the beginnings that codes are added to. */
  @Test
  public void whoeverIsLoadedAsksForItsTexts() {
    Map<String, String> parts = new TreeMap<>();
    partsOf("ja").forEach(part -> texts("ja", part).keySet().forEach(key -> parts.put(key, part)));
    List<String> missing = new ArrayList<>();
    for (Path entry : entries()) {
      Set<Path> modules = reachedFrom(entry);
      Set<String> asked = new HashSet<>(Set.of(""));
      modules.forEach(module -> asked.addAll(askedBy(module)));
      for (Path module : modules) {
        for (String key : keysIn(module, parts.keySet())) {
          if (!asked.contains(parts.get(key))) {
            missing.add(
                ConsoleFiles.ASSETS.relativize(entry)
                    + ": "
                    + key
                    + " of '"
                    + parts.get(key)
                    + "'");
          }
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  private static Set<String> partsOf(String language) {
    return ConsoleFiles.modules().stream()
        .filter(CataloguesTest::isCatalogue)
        .map(file -> CATALOGUE.matcher(file.getFileName().toString()))
        .filter(name -> name.matches() && name.group(1).equals(language))
        .map(name -> name.group(2) == null ? "" : name.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> filled(String language, String part) {
    Set<String> keys = new TreeSet<>();
    texts(language, part).forEach((key, text) -> keys.add(text.isEmpty() ? key + " (empty)" : key));
    return keys;
  }

  private static Map<String, String> texts(String language, String part) {
    String name = part.isEmpty() ? language : language + "-" + part;
    Map<String, String> texts = new TreeMap<>();
    for (MatchResult entry :
        all(ENTRY, ConsoleFiles.text(ConsoleFiles.ASSETS.resolve("i18n/" + name + ".js")))) {
      texts.put(entry.group(1) == null ? entry.group(2) : entry.group(1), entry.group(3));
    }
    return texts;
  }

  /** What the page begins with, and whatever is loaded on demand. */
  private static Set<Path> entries() {
    Set<Path> entries = new TreeSet<>(Set.of(ConsoleFiles.ASSETS.resolve("app.js")));
    ConsoleFiles.modules().stream()
        .filter(module -> !isCatalogue(module))
        .forEach(
            module ->
                all(ON_DEMAND, ConsoleFiles.text(module))
                    .forEach(
                        found -> entries.add(module.resolveSibling(found.group(1)).normalize())));
    assertTrue("modules loaded on demand: " + entries, entries.size() > 10);
    return entries;
  }

  private static boolean isCatalogue(Path module) {
    return module.getParent().endsWith("i18n");
  }

  private static Set<Path> reachedFrom(Path entry) {
    Set<Path> reached = new TreeSet<>();
    Deque<Path> left = new ArrayDeque<>(List.of(entry));
    while (!left.isEmpty()) {
      Path module = left.pop();
      if (reached.add(module)) {
        for (String line : ConsoleFiles.text(module).split("\n")) {
          all(IMPORT, line)
              .forEach(found -> left.push(module.resolveSibling(found.group(1)).normalize()));
        }
      }
    }
    return reached;
  }

  private static Set<String> askedBy(Path module) {
    return all(ASKED, ConsoleFiles.text(module)).stream()
        .flatMap(asked -> all(NAME, asked.group(1)).stream())
        .map(name -> name.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> keysIn(Path module, Set<String> known) {
    String code = ConsoleFiles.text(module);
    Set<String> literals =
        all(LITERAL, code).stream().map(found -> found.group(1)).collect(Collectors.toSet());
    List<String> prefixes =
        all(PREFIX, code).stream()
            .map(found -> found.group(1) == null ? found.group(2) + "." : found.group(1))
            .toList();
    return known.stream()
        .filter(key -> literals.contains(key) || prefixes.stream().anyMatch(key::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().toList();
  }
}
