package org.madoguchi.kernel.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Assert;
import org.junit.Test;

/** The clauses of a contract as a table, held against {@code docs/reference/contract-kits.md}. */
public final class ClauseTable {
  private static final Path PAGE = Path.of("../../../docs/reference/contract-kits.md");

  private ClauseTable() {}

  /** Fails unless the page shows exactly these clauses; the message is what it should show. */
  public static void assertOnPage(Class<?> contract) throws IOException {
    assertOnPage(contract, Map.of());
  }

  /**
   * @param faults what is known to break each clause, by its test's name
   */
  public static void assertOnPage(Class<?> contract, Map<String, List<String>> faults)
      throws IOException {
    String table = table(contract, faults);
    String page = Files.readString(PAGE) + "\n";
    Assert.assertTrue(PAGE + " should show:\n" + table, page.contains(table + "\n"));
  }

  private static String table(Class<?> contract, Map<String, List<String>> faults) {
    String head =
        faults.isEmpty()
            ? "| clause | test of `%s` |\n| --- | --- |\n"
            : "| clause | test of `%s` | fails for one that |\n| --- | --- | --- |\n";
    return head.formatted(contract.getSimpleName())
        + Arrays.stream(contract.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(method -> row(method.getName(), faults))
            .sorted()
            .collect(Collectors.joining());
  }

  private static String row(String test, Map<String, List<String>> faults) {
    String clause = test.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=A)(?=[A-Z][a-z])", " ");
    String broken =
        faults.isEmpty() ? "" : " | " + String.join("; ", faults.getOrDefault(test, List.of()));
    return "| " + clause.toLowerCase(Locale.ROOT) + " | `" + test + "`" + broken + " |\n";
  }
}
