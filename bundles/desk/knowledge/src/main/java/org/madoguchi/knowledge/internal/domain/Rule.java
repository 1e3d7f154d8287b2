package org.madoguchi.knowledge.internal.domain;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;

/**
 * What a section settled about its articles.
 *
 * @param approvers nobody else approves; empty = whoever may approve there in general
 * @param direct whether its staff publish without approval, where the municipality lets sections
 * @param version 0 when it settled nothing
 */
public record Rule(
    MunicipalityId municipality,
    SectionId section,
    List<StaffId> approvers,
    boolean direct,
    long version) {
  public static final int MOST_APPROVERS = 20;

  public Rule {
    approvers = List.copyOf(approvers);
  }

  public static Rule usual(MunicipalityId municipality, SectionId section) {
    return new Rule(municipality, section, List.of(), true, 0);
  }

  public Rule changed(List<StaffId> people, boolean directly) {
    return new Rule(municipality, section, people, directly, version + 1);
  }
}
