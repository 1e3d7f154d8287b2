package org.madoguchi.directory.internal.categories;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * The categories of a municipality as somebody wrote them, in a file or one in a form, and what has
 * to hold among them.
 */
public final class CategoryTree {
  /** A category as it was written; '' for what was not. */
  public record Written(
      String code, String parent, String name, String section, String validFrom, String validTo) {
    public static Written of(Category category) {
      Validity days = category.validity();
      return new Written(
          category.code(),
          category.parent(),
          category.name(),
          category.section().value(),
          from(days),
          to(days));
    }
  }

  /** Takes what is wrong; of one field several things may be said, the first counts. */
  public interface Notes {
    void note(String field, String code, Object... arguments);
  }

  private static final int LEVELS = 3;
  private static final int LONGEST_CODE = 80;
  private static final int LONGEST_NAME = 100;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]+");

  /** As ISO writes it, or as a spreadsheet leaves it: 2027/4/1. */
  private static final Pattern DAY = Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})");

  private final MunicipalityId municipality;
  private final Set<SectionId> sections;
  private final Map<String, Written> all = new LinkedHashMap<>();
  private final Tree parents;

  /**
   * @param all of one code the first counts
   * @param sections which may own a category
   */
  public CategoryTree(
      MunicipalityId municipality, Collection<Written> all, Set<SectionId> sections) {
    this.municipality = municipality;
    this.sections = sections;
    all.forEach(one -> this.all.putIfAbsent(one.code(), one));
    Map<String, String> up = new HashMap<>();
    this.all.values().forEach(one -> up.put(one.code(), one.parent()));
    this.parents = new Tree(up);
  }

  /** The first day as files and JSON write it; '' when there is none. */
  public static String from(Validity days) {
    return days.begins() ? days.from().toString() : "";
  }

  /** The last day as files and JSON write it; '' when there is none. */
  public static String to(Validity days) {
    return days.ends() ? days.to().toString() : "";
  }

  /** One of the tree; harmless stand-ins where something is wrong, which is noted. */
  public Category read(Written written, Notes notes) {
    return new Category(
        municipality,
        code(written.code(), notes),
        parent(written, notes),
        name(written.name(), notes),
        owner(written.section(), notes),
        validity(written, notes));
  }

  /** What no longer fits of those below a category that was changed. */
  public void checkBelow(String code, Notes notes) {
    for (Written other : all.values()) {
      if (!other.code().equals(code) && isBelow(other, code)) {
        String called = other.name();
        read(
            other,
            (field, problem, arguments) -> {
              if (problem.equals("outside-parent")) {
                notes.note(field, "outside-below", called);
              } else if (problem.equals("too-deep")) {
                notes.note("parent", "too-deep", LEVELS);
              }
            });
      }
    }
  }

  private boolean isBelow(Written other, String code) {
    int steps = parents.depth(other.code());
    String at = other.parent();
    for (; steps > 0 && !at.isEmpty(); steps--) {
      if (at.equals(code)) {
        return true;
      }
      at = all.containsKey(at) ? all.get(at).parent() : "";
    }
    return false;
  }

  private static String code(String code, Notes notes) {
    if (code.isBlank()) {
      notes.note("code", "required");
    } else if (code.length() > LONGEST_CODE) {
      notes.note("code", "too-long", LONGEST_CODE);
    } else if (!CODE.matcher(code).matches()) {
      notes.note("code", "invalid");
    } else if (code.chars().allMatch(c -> c == '.')) {
      // in an address it means a folder: nobody would find the category again
      notes.note("code", "only-dots");
    }
    return code;
  }

  private static String name(String name, Notes notes) {
    if (name.isBlank()) {
      notes.note("name", "required");
    } else if (name.length() > LONGEST_NAME) {
      notes.note("name", "too-long", LONGEST_NAME);
    } else if (name.chars().anyMatch(Character::isISOControl)) {
      notes.note("name", "invalid");
    }
    return name;
  }

  private String parent(Written written, Notes notes) {
    if (written.parent().isEmpty()) {
      return "";
    }
    if (!parents.has(written.parent())) {
      notes.note("parent", "unknown");
      return "";
    }
    int depth = parents.depth(written.code());
    if (depth == 0) {
      notes.note("parent", "invalid");
    } else if (depth > LEVELS) {
      notes.note("parent", "too-deep", LEVELS);
    }
    return written.parent();
  }

  private SectionId owner(String section, Notes notes) {
    if (section.isEmpty()) {
      return SectionId.NONE;
    }
    boolean known = SectionId.isCode(section) && sections.contains(new SectionId(section));
    if (!known) {
      notes.note("section", "unknown");
    }
    return known ? new SectionId(section) : SectionId.NONE;
  }

  private Validity validity(Written written, Notes notes) {
    noteUnreadable("validFrom", written.validFrom(), notes);
    noteUnreadable("validTo", written.validTo(), notes);
    Validity own = limits(written);
    if (own.from().isAfter(own.to())) {
      notes.note("validTo", "before-from");
      return own;
    }
    Validity above = above(written);
    String days = from(above) + " – " + to(above);
    if (own.begins() && above.on(own.from()) != Validity.State.CURRENT) {
      notes.note("validFrom", "outside-parent", days);
    }
    if (own.ends() && above.on(own.to()) != Validity.State.CURRENT) {
      notes.note("validTo", "outside-parent", days);
    }
    return own;
  }

  private static void noteUnreadable(String field, String day, Notes notes) {
    if (!day.isEmpty() && day(day).isEmpty()) {
      notes.note(field, "not-a-day");
    }
  }

  private static Validity limits(Written written) {
    return new Validity(
        day(written.validFrom()).orElse(LocalDate.MIN),
        day(written.validTo()).orElse(LocalDate.MAX));
  }

  /** What those above allow; whoever has no limit of its own has theirs. */
  private Validity above(Written written) {
    Validity days = Validity.ALWAYS;
    int steps = parents.depth(written.code());
    Written at = all.get(written.parent());
    for (; steps > 0 && at != null; steps--) {
      days = days.within(limits(at));
      at = all.get(at.parent());
    }
    return days;
  }

  private static Optional<LocalDate> day(String written) {
    Matcher parts = DAY.matcher(written);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
