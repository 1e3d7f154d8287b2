package org.madoguchi.directory.internal.staff;

import java.time.Clock;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The language a person chose for the screens. */
@Component(service = OwnLanguage.class)
public final class OwnLanguage {
  private static final int LONGEST_TAG = 35;

  private final DirectoryUnit unit;
  private final StaffStore people;
  private final EventLog events;
  private final LiveDirectory directory;
  private final Clock clock;

  @Activate
  public OwnLanguage(
      @Reference DirectoryUnit unit,
      @Reference StaffStore people,
      @Reference EventLog events,
      @Reference LiveDirectory directory,
      @Reference Clock clock) {
    this.unit = unit;
    this.people = people;
    this.events = events;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param tag BCP 47, for example {@code ja} or {@code en}
   * @throws org.madoguchi.kernel.problem.DomainException invalid-fields
   */
  public void choose(StaffId who, String tag) {
    Checks checks = new Checks();
    Locale language = read(checks, checks.required("language", tag, LONGEST_TAG));
    checks.done();
    unit.decide(() -> store(who, language));
  }

  private static Locale read(Checks checks, String tag) {
    try {
      Locale language = new Locale.Builder().setLanguageTag(tag).build();
      if (!tag.isEmpty() && language.getLanguage().isEmpty()) {
        checks.note("language", "invalid", "");
      }
      return language;
    } catch (IllformedLocaleException e) {
      return checks.note("language", "invalid", Locale.JAPANESE);
    }
  }

  private void store(StaffId who, Locale language) {
    StaffEntry before = people.find(who).orElseThrow();
    if (before.staff().language().equals(language)) {
      return;
    }
    StaffEntry person = before.speaking(language).revised();
    events.append(
        unit.transactions(),
        List.of(DirectoryEvents.languageChanged(person, who, clock.instant())));
    people.save(List.of(person));
    unit.transactions().afterCommit(directory::refresh);
  }
}
