package org.madoguchi.search.internal.asked;

import java.time.Instant;
import java.util.Map;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;

/** Questions nobody need do anything about. Called within transactions. */
public interface AskedStore {
  /**
   * @param returnsAt how many new ones bring it back
   */
  record Dismissed(Instant at, long returnsAt) {}

  /** By group. */
  Map<String, Dismissed> dismissed(MunicipalityId municipality);

  void dismiss(MunicipalityId municipality, String group, StaffId who, Dismissed dismissed);

  void takeBack(MunicipalityId municipality, String group);
}
