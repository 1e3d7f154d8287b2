package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a person reaches becomes SQL. */
@State(Scope.Benchmark)
public class AccessFilterBenchmark {
  private final List<Reach> operator =
      List.of(reach("mihon", SectionId.NONE), reach("aoba", SectionId.NONE));
  private final List<Reach> departments = sections();

  private static Reach reach(String slug, SectionId section) {
    return new Reach(new MunicipalityId(slug), section, Confidentiality.NORMAL);
  }

  private static List<Reach> sections() {
    List<Reach> reaches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      reaches.add(reach("mihon", new SectionId("section-" + i)));
    }
    return reaches;
  }

  @Benchmark
  public Sql twoMunicipalities() {
    return AccessFilter.restrict(Sql.of("SELECT t.* FROM TICKET t WHERE "), "t", operator);
  }

  @Benchmark
  public Sql tenSections() {
    return AccessFilter.restrict(Sql.of("SELECT t.* FROM TICKET t WHERE "), "t", departments);
  }
}
