package org.madoguchi.web;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;

/** The version of a record as HTTP carries it: {@code ETag: "7"}, {@code If-Match: "7"}. */
public final class EntityTag {
  private static final Pattern FORM = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");

  private EntityTag() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * @param ifMatch the header; proxies that compress make a tag a weak one
   * @throws DomainException version-required; invalid-fields for what is no version
   */
  public static long version(String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new DomainException(Problems.VERSION_REQUIRED);
    }
    Matcher tag = FORM.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new DomainException(
          Problems.INVALID_FIELDS,
          List.of(1),
          List.of(new FieldProblem("If-Match", "invalid", List.of())),
          Map.of());
    }
    return Long.parseLong(tag.group(1));
  }
}
