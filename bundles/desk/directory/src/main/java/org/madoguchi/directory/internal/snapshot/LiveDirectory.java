package org.madoguchi.directory.internal.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers from a snapshot in memory. The node that changes the directory loads it anew at once;
 * every other node when the change's event comes by.
 */
@Component(service = {Directory.class, Identities.class, EventFollower.class, LiveDirectory.class})
public final class LiveDirectory implements Directory, Identities, EventFollower {
  private final DirectoryUnit unit;
  private final OrganisationStore organisations;
  private final StaffStore people;
  private final Municipalities municipalities;
  private volatile DirectorySnapshot now;

  @Activate
  public LiveDirectory(
      @Reference DirectoryUnit unit,
      @Reference OrganisationStore organisations,
      @Reference StaffStore people,
      @Reference Municipalities municipalities) {
    this.unit = unit;
    this.organisations = organisations;
    this.people = people;
    this.municipalities = municipalities;
    refresh();
  }

  /** Loads what is committed. Synchronised, so that the snapshot loaded last is the newest. */
  public synchronized void refresh() {
    now =
        unit.transactions()
            .read(
                () ->
                    new DirectorySnapshot(
                        organisations.sections(),
                        people.all().stream().map(StaffEntry::staff).toList(),
                        organisations.categories().stream().map(CategoryEntry::category).toList()));
  }

  @Override
  public String name() {
    return "directory.snapshot";
  }

  @Override
  public Set<String> streams() {
    return Set.of(DirectoryEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    if (batch.stream().anyMatch(e -> DirectoryEvents.CHANGE_THE_SNAPSHOT.contains(e.type()))) {
      refresh();
    }
  }

  @Override
  public Optional<AccessScope> scopeOf(StaffId who) {
    return now.scopeOf(who);
  }

  @Override
  public Locale languageOf(StaffId who) {
    return now.staff(who).map(Staff::language).orElse(Locale.JAPANESE);
  }

  @Override
  public List<Municipality> municipalities() {
    return municipalities.all();
  }

  @Override
  public Optional<Municipality> municipality(MunicipalityId id) {
    return municipalities.find(id);
  }

  @Override
  public List<Section> sections(MunicipalityId municipality) {
    return now.sections(municipality);
  }

  @Override
  public Optional<Section> section(MunicipalityId municipality, SectionId id) {
    return now.section(municipality, id);
  }

  @Override
  public Optional<Staff> staff(StaffId id) {
    return now.staff(id);
  }

  @Override
  public List<Staff> staffOf(MunicipalityId municipality) {
    return now.staffOf(municipality);
  }

  @Override
  public List<Category> categories(MunicipalityId municipality) {
    return now.categories(municipality);
  }

  @Override
  public Optional<Category> category(MunicipalityId municipality, String code) {
    return now.category(municipality, code);
  }
}
