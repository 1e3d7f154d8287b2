package org.madoguchi.channels.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.Query;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Reach;

/** The filter of a scope over the access columns of a row {@code r}. */
final class Reached {
  private final List<Reach> reaches;

  Reached(List<Reach> reaches) {
    this.reaches = reaches;
  }

  boolean nothing() {
    return reaches.isEmpty();
  }

  /** A condition; never empty. */
  String condition() {
    List<String> any = new ArrayList<>();
    for (int i = 0; i < reaches.size(); i++) {
      Reach reach = reaches.get(i);
      String one = "r.confidentiality <= :level" + i;
      if (!everywhere(reach)) {
        one += " AND r.municipality = :municipality" + i;
      }
      if (!reach.section().isNone()) {
        one += " AND r.section = :section" + i;
      }
      any.add("(" + one + ")");
    }
    return any.isEmpty() ? "(1 = 0)" : "(" + String.join(" OR ", any) + ")";
  }

  <Q extends Query> Q bind(Q query) {
    for (int i = 0; i < reaches.size(); i++) {
      Reach reach = reaches.get(i);
      query.setParameter("level" + i, reach.confidentiality().level());
      if (!everywhere(reach)) {
        query.setParameter("municipality" + i, reach.municipality().value());
      }
      if (!reach.section().isNone()) {
        query.setParameter("section" + i, reach.section().value());
      }
    }
    return query;
  }

  private static boolean everywhere(Reach reach) {
    return reach.municipality().equals(MunicipalityId.EVERY);
  }

  static AccessTag tag(String municipality, String section, int confidentiality) {
    return new AccessTag(
        new MunicipalityId(municipality),
        new SectionId(section),
        Confidentiality.ofLevel(confidentiality));
  }
}
