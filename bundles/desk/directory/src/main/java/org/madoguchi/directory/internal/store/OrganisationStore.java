package org.madoguchi.directory.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.kernel.MunicipalityId;

/** The stored organisations. Every method joins the running transaction. */
public interface OrganisationStore {
  /** Of all municipalities, in the order of their files. */
  List<SectionEntry> sections();

  List<SectionEntry> sections(MunicipalityId municipality);

  void applySections(Difference<SectionEntry> difference);

  /** Of all municipalities, in the order of their files. */
  List<CategoryEntry> categories();

  List<CategoryEntry> categories(MunicipalityId municipality);

  void applyCategories(Difference<CategoryEntry> difference);

  /** The SHA-256 of the folder's file taken last. */
  Optional<String> importedFile(MunicipalityId municipality, Kind kind);

  void rememberFile(MunicipalityId municipality, Kind kind, String sha256, Instant at);

  /** The sequence of the municipality's last event; 0 before the first. */
  long lastSequence(String aggregate);

  void saveSequence(String aggregate, long sequence);
}
