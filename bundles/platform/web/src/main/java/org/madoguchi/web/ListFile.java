package org.madoguchi.web;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.event.NewEvent;

/**
 * A list as it is taken away.
 *
 * @param list its name in addresses and events, for example {@code tickets}
 * @param title its name for people
 * @param municipality whose it is; {@link MunicipalityId#EVERY} for several
 * @param today where the person is, for the file's name
 * @param pages what the person may see, a page at a time
 * @param log appends an event in a transaction of its own
 */
public record ListFile<T>(
    String list,
    String title,
    MunicipalityId municipality,
    LocalDate today,
    List<Column<T>> columns,
    Pages<T> pages,
    Consumer<NewEvent> log) {

  /**
   * @param cell text, a {@code LocalDateTime}, a number, or null for an empty cell
   */
  public record Column<T>(String heading, Function<T, ?> cell) {}

  /** The rows, read as the client takes them. */
  public interface Pages<T> {
    /** Empty behind the last. */
    List<T> next();
  }
}
