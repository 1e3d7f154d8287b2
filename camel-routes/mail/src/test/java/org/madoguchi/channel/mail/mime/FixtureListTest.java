package org.madoguchi.channel.mail.mime;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The page that says which mail is there for what. */
public class FixtureListTest {
  // a test's name begins with a capital
  private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

  @Test
  public void everyMailHasItsPlaceInTheListAndIsThere() throws Exception {
    String table =
        Files.readAllLines(Path.of("src/test/README.md")).stream()
            .filter(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n"));
    Set<String> listed =
        NAME.matcher(table)
            .results()
            .map((MatchResult name) -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> there =
        Stream.concat(Mails.all("mime").stream(), Mails.all("samples").stream())
            .map(mail -> mail.getFileName().toString().replace(".eml", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, listed);
  }
}
