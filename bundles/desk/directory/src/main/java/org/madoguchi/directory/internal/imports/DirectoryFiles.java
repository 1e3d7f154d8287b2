package org.madoguchi.directory.internal.imports;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.categories.CategoryTree;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tables.CsvText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What {@link CsvDirectoryImport} takes, written: a file that is taken again changes nothing. */
@Component(service = DirectoryFiles.class)
public final class DirectoryFiles {
  private final DirectoryUnit unit;
  private final OrganisationStore organisations;
  private final StaffStore people;
  private final Municipalities municipalities;

  @Activate
  public DirectoryFiles(
      @Reference DirectoryUnit unit,
      @Reference OrganisationStore organisations,
      @Reference StaffStore people,
      @Reference Municipalities municipalities) {
    this.unit = unit;
    this.organisations = organisations;
    this.people = people;
    this.municipalities = municipalities;
  }

  /**
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; forbidden
   */
  public byte[] write(AccessScope scope, MunicipalityId municipality, Kind kind) {
    Access.visible(municipalities, scope, municipality.value());
    scope.require(Permission.DIRECTORY_MANAGE, municipality);
    return unit.transactions()
        .read(
            () ->
                switch (kind) {
                  case SECTIONS -> sections(municipality);
                  case STAFF -> staff(municipality);
                  case CATEGORIES -> categories(municipality);
                });
  }

  private byte[] sections(MunicipalityId municipality) {
    return CsvText.of(
        SectionFile.COLUMNS,
        organisations.sections(municipality).stream()
            .sorted(Comparator.comparingInt(SectionEntry::ordinal))
            .map(
                s ->
                    List.of(
                        s.id().value(),
                        s.name(),
                        s.kana(),
                        s.parent().value(),
                        Checks.written(s.kind()),
                        s.phone(),
                        s.opens(),
                        s.closes(),
                        s.description()))
            .toList());
  }

  private byte[] staff(MunicipalityId municipality) {
    return CsvText.of(
        StaffFile.COLUMNS,
        people.all().stream()
            .map(StaffEntry::staff)
            .sorted(Comparator.comparing(s -> s.id().value()))
            .flatMap(s -> lines(s, municipality))
            .toList());
  }

  private static Stream<List<String>> lines(Staff s, MunicipalityId municipality) {
    return s.grants().stream()
        .filter(g -> g.municipality().equals(municipality))
        .map(
            g ->
                List.of(
                    s.id().value(),
                    s.name(),
                    s.kana(),
                    s.mail(),
                    s.language().toLanguageTag(),
                    Checks.written(g.role()),
                    g.section().value()));
  }

  private byte[] categories(MunicipalityId municipality) {
    return CsvText.of(
        Stream.concat(CategoryFile.COLUMNS.stream(), CategoryFile.LIMITS.stream()).toList(),
        organisations.categories(municipality).stream()
            .sorted(Comparator.comparingInt(CategoryEntry::ordinal))
            .map(CategoryEntry::category)
            .map(DirectoryFiles::line)
            .toList());
  }

  private static List<String> line(Category c) {
    return List.of(
        c.code(),
        c.parent(),
        c.name(),
        c.section().value(),
        CategoryTree.from(c.validity()),
        CategoryTree.to(c.validity()));
  }
}
