package org.madoguchi.directory.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.categories.CategoryTree.Written;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.Checks;

/** The JSON of the categories as they are managed. */
public final class CategoryViews {
  private CategoryViews() {}

  /**
   * @param validFrom as it is written for this one alone; '' when nothing is
   * @param state today, with regard to those above: {@code current}, {@code future}, {@code past}
   * @param version what If-Match takes
   */
  @Schema(name = "ManagedCategory")
  public record ManagedCategory(
      String code,
      String parent,
      String name,
      String section,
      String validFrom,
      String validTo,
      String state,
      long version) {}

  /**
   * The whole of a category; what is missing is ''.
   *
   * @param validFrom the first day it may be chosen, such as 2027-04-01
   * @param validTo the last one, which still counts
   */
  @Schema(name = "WrittenCategory")
  public record WrittenCategory(
      String code,
      @Refers(Refers.To.CATEGORY) String parent,
      String name,
      @Refers(Refers.To.SECTION) String section,
      String validFrom,
      String validTo) {
    Written written(String of) {
      return new Written(
          text(of), text(parent), text(name), text(section), text(validFrom), text(validTo));
    }
  }

  private static String text(String value) {
    return value == null ? "" : value.strip();
  }

  @Schema(name = "CategoryConflict")
  public record Conflict(String yours, String theirs) {}

  /** Before and after, as files write them. */
  @Schema(name = "CategoryFieldChange")
  public record FieldChange(String before, String after) {}

  @Schema(name = "CategoryChangeAuthor")
  public record Author(String id, String name) {}

  /**
   * @param how {@code added}, {@code changed} or {@code imported}
   * @param code and name absent when a file was imported
   * @param changes by field; absent when a file was imported
   * @param counts how many were added, changed, removed; only when a file was imported
   */
  @Schema(name = "CategoryHappening")
  public record Happening(
      long sequence,
      Instant at,
      Author by,
      String how,
      String code,
      String name,
      Map<String, FieldChange> changes,
      Counts counts) {}

  @Schema(name = "CategoryCounts")
  public record Counts(int added, int changed, int removed) {}

  /**
   * @param next for {@code before}; absent on the last page
   */
  @Schema(name = "CategoryHistory")
  public record History(List<Happening> items, Long next) {}

  /**
   * @param live what the directory tells of it; the entry's own days where it does not know it yet
   */
  static ManagedCategory managed(CategoryEntry entry, Category live, LocalDate today) {
    Written written = Written.of(entry.category());
    return new ManagedCategory(
        written.code(),
        written.parent(),
        written.name(),
        written.section(),
        written.validFrom(),
        written.validTo(),
        Checks.written(live.validity().on(today)),
        entry.version());
  }

  static Map<String, Conflict> conflicts(Map<String, List<String>> changes) {
    Map<String, Conflict> conflicts = new LinkedHashMap<>();
    changes.forEach((field, v) -> conflicts.put(field, new Conflict(v.get(1), v.get(0))));
    return conflicts;
  }

  static Happening happening(Directory directory, MunicipalityId municipality, CommittedEvent e) {
    JsonNode payload = DirectoryEvents.payload(e);
    String name = directory.staff(e.actor()).map(Staff::name).orElse(e.actor().value());
    Author by = new Author(e.actor().value(), name);
    if (e.type().equals(DirectoryEvents.IMPORTED)) {
      Counts counts =
          new Counts(
              payload.path("added").asInt(),
              payload.path("changed").asInt(),
              payload.path("removed").asInt());
      return new Happening(e.sequence(), e.at(), by, "imported", null, null, null, counts);
    }
    String code = payload.path("code").asText();
    Map<String, FieldChange> changes = new LinkedHashMap<>();
    payload
        .path("changes")
        .fields()
        .forEachRemaining(
            field ->
                changes.put(
                    field.getKey(),
                    new FieldChange(
                        field.getValue().path(0).asText(), field.getValue().path(1).asText())));
    String called = directory.category(municipality, code).map(Category::name).orElse(code);
    String how = changes.containsKey("code") ? "added" : "changed";
    return new Happening(e.sequence(), e.at(), by, how, code, called, changes, null);
  }
}
