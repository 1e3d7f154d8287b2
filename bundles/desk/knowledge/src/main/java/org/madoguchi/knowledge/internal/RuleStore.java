package org.madoguchi.knowledge.internal;

import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.knowledge.internal.domain.Rule;

/** What sections settled about their articles, as rows. */
public interface RuleStore {
  Optional<Rule> find(MunicipalityId municipality, SectionId section);

  void save(Rule rule);
}
