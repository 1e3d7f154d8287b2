package org.madoguchi.web.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.web.StaticContent.Caching;

/**
 * One clause of the header {@value #HEADER}, for example {@code
 * /vendor;folder=vendor;immutable=true}.
 *
 * @param address where the files are served
 * @param folder in the bundle
 */
record StaticClause(String address, String folder, Caching caching) {
  static final String HEADER = "Madoguchi-Static";

  private static final Pattern ADDRESS = Pattern.compile("/[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*");
  private static final Pattern FOLDER =
      Pattern.compile("(?!\\.)[A-Za-z0-9_.-]+(/(?!\\.)[A-Za-z0-9_.-]+)*");
  private static final Set<String> TAKEN = Set.of("api", "ui", "health");

  /**
   * @throws IllegalArgumentException naming the clause that cannot be read
   */
  static List<StaticClause> parse(String header) {
    List<StaticClause> clauses = new ArrayList<>();
    for (String clause : header.split(",")) {
      clauses.add(clause(clause.trim()));
    }
    return clauses;
  }

  private static StaticClause clause(String text) {
    String[] parts = text.split(";");
    String address = parts[0].trim();
    String folder = "";
    Caching caching = Caching.REVALIDATED;
    for (int i = 1; i < parts.length; i++) {
      String[] attribute = parts[i].trim().split("\\s*:?=\\s*", 2);
      String value = attribute.length == 2 ? attribute[1].replaceAll("^\"|\"$", "") : "";
      switch (attribute[0]) {
        case "folder" -> folder = value;
        case "immutable" -> caching = value.equals("true") ? Caching.IMMUTABLE : caching;
        default -> throw new IllegalArgumentException(text);
      }
    }
    boolean sound = ADDRESS.matcher(address).matches() && FOLDER.matcher(folder).matches();
    if (!sound || TAKEN.contains(address.split("/")[1])) {
      throw new IllegalArgumentException(text);
    }
    return new StaticClause(address, folder, caching);
  }
}
