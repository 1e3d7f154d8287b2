package org.madoguchi.directory;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;

/**
 * Reads the directory. Answers come from memory and never block on the database for long; they are
 * what was true at most a second ago. Access is not decided here: names of municipalities,
 * sections, staff and categories are known to every caller inside the container; REST filters by
 * scope.
 */
public interface Directory {
  /** Every configured municipality, by slug. */
  List<Municipality> municipalities();

  Optional<Municipality> municipality(MunicipalityId id);

  /** The organisation in the order of its file; empty for an unknown municipality. */
  List<Section> sections(MunicipalityId municipality);

  Optional<Section> section(MunicipalityId municipality, SectionId id);

  Optional<Staff> staff(StaffId id);

  /** Active staff with a grant in the municipality, by kana. */
  List<Staff> staffOf(MunicipalityId municipality);

  List<Category> categories(MunicipalityId municipality);

  Optional<Category> category(MunicipalityId municipality, String code);
}
