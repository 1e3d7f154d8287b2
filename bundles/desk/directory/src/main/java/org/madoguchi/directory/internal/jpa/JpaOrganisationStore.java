package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.directory.internal.store.Difference;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Organisations in the tables SECTION, CATEGORY, IMPORTED_FILE and DIRECTORY_REVISION. */
@Component
public final class JpaOrganisationStore implements OrganisationStore {
  private final JpaDirectoryUnit unit;

  @Activate
  public JpaOrganisationStore(@Reference JpaDirectoryUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<SectionEntry> sections() {
    return em().createQuery(
            "select s from SectionRow s order by s.municipality, s.ordinal", SectionRow.class)
        .getResultStream()
        .map(SectionRow::entry)
        .toList();
  }

  @Override
  public List<SectionEntry> sections(MunicipalityId municipality) {
    return em().createQuery(
            "select s from SectionRow s where s.municipality = :municipality order by s.ordinal",
            SectionRow.class)
        .setParameter("municipality", municipality.value())
        .getResultStream()
        .map(SectionRow::entry)
        .toList();
  }

  @Override
  public void applySections(Difference<SectionEntry> difference) {
    difference.removed().forEach(e -> em().remove(section(e)));
    difference.changed().forEach(e -> section(e).take(e));
    difference.added().forEach(e -> em().persist(new SectionRow().take(e)));
  }

  // The difference was drawn from rows of this transaction, so that no query is needed here.
  private SectionRow section(SectionEntry entry) {
    return em().find(SectionRow.class, SectionRow.key(entry));
  }

  @Override
  public List<CategoryEntry> categories() {
    return em().createQuery(
            "select c from CategoryRow c order by c.municipality, c.ordinal", CategoryRow.class)
        .getResultStream()
        .map(CategoryRow::entry)
        .toList();
  }

  @Override
  public List<CategoryEntry> categories(MunicipalityId municipality) {
    return em().createQuery(
            "select c from CategoryRow c where c.municipality = :municipality order by c.ordinal",
            CategoryRow.class)
        .setParameter("municipality", municipality.value())
        .getResultStream()
        .map(CategoryRow::entry)
        .toList();
  }

  @Override
  public void applyCategories(Difference<CategoryEntry> difference) {
    difference.removed().forEach(e -> em().remove(category(e)));
    difference.changed().forEach(e -> category(e).take(e));
    difference.added().forEach(e -> em().persist(new CategoryRow().take(e)));
  }

  private CategoryRow category(CategoryEntry entry) {
    return em().find(CategoryRow.class, CategoryRow.key(entry));
  }

  @Override
  public Optional<String> importedFile(MunicipalityId municipality, Kind kind) {
    return Optional.ofNullable(em().find(ImportedFileRow.class, key(municipality, kind)))
        .map(row -> row.sha256);
  }

  @Override
  public void rememberFile(MunicipalityId municipality, Kind kind, String sha256, Instant at) {
    ImportedFileRow.Key key = key(municipality, kind);
    ImportedFileRow row = unit.findOrAdd(ImportedFileRow.class, key, () -> ImportedFileRow.of(key));
    row.sha256 = sha256;
    row.importedAt = at;
  }

  private static ImportedFileRow.Key key(MunicipalityId municipality, Kind kind) {
    return new ImportedFileRow.Key(municipality.value(), kind.name());
  }

  @Override
  public long lastSequence(String aggregate) {
    RevisionRow row = em().find(RevisionRow.class, aggregate);
    return row == null ? 0 : row.lastSequence;
  }

  @Override
  public void saveSequence(String aggregate, long sequence) {
    unit.findOrAdd(RevisionRow.class, aggregate, () -> RevisionRow.of(aggregate)).lastSequence =
        sequence;
  }

  private EntityManager em() {
    return unit.manager();
  }
}
