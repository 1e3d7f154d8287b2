package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.FieldProblem;

/**
 * Whether a category may be chosen now. Only who chooses is asked: a ticket keeps what it has, and
 * what is imported or brought back was chosen in its time.
 */
public final class CategoryChoice {
  private CategoryChoice() {}

  /** How the category lies to the municipality's day; one nobody knows has no days. */
  public static Optional<Validity.State> state(
      Directory directory, MunicipalityId town, String code, Instant now) {
    Optional<LocalDate> today = directory.municipality(town).map(m -> m.dayOf(now));
    return directory
        .category(town, code)
        .flatMap(category -> today.map(day -> category.validity().on(day)));
  }

  /**
   * @param code '' for none
   */
  public static Optional<FieldProblem> problem(
      Directory directory, MunicipalityId town, String field, String code, Instant now) {
    Optional<Municipality> municipality = directory.municipality(town);
    Optional<Category> category = directory.category(town, code);
    if (municipality.isEmpty() || category.isEmpty()) {
      return Optional.empty();
    }
    Validity days = category.get().validity();
    return switch (days.on(municipality.get().dayOf(now))) {
      case CURRENT -> Optional.empty();
      case FUTURE -> Optional.of(new FieldProblem(field, "not-yet", parts(days.from())));
      case PAST -> Optional.of(new FieldProblem(field, "no-longer", parts(days.to())));
    };
  }

  /** As text: a number would be given separators. */
  private static List<Object> parts(LocalDate day) {
    return List.of(
        String.valueOf(day.getYear()),
        String.valueOf(day.getMonthValue()),
        String.valueOf(day.getDayOfMonth()));
  }
}
