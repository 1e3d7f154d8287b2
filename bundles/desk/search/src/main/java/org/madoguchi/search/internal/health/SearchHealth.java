package org.madoguchi.search.internal.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.internal.records.RecordWriter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Whether the index is there and whole; that its followers follow is told as of any. Nobody is kept
 * from work by it.
 */
@Component(service = HealthCheck.class)
public final class SearchHealth implements HealthCheck {
  private static final String TEXTS = "org.madoguchi.search.internal.health.health";
  private static final String ASKED = "asked";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  // Loading the dictionary takes its time, and a full disk may keep it from opening.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SearchIndex index;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RecordWriter records;

  @Override
  public List<Finding> findings(Locale locale) {
    SearchIndex present = index;
    if (present == null) {
      return List.of(finding("search-away", locale));
    }
    List<Finding> findings = new ArrayList<>();
    whyIncomplete(present.state().reason()).ifPresent(code -> findings.add(finding(code, locale)));
    RecordWriter writer = records;
    if (writer != null && writer.loses()) {
      findings.add(finding("search-records-lost", locale));
    }
    return findings;
  }

  /** When somebody asked for it, the old index answers meanwhile. */
  private static Optional<String> whyIncomplete(String reason) {
    if (reason.isEmpty() || reason.equals(ASKED)) {
      return Optional.empty();
    }
    return Optional.of(reason.equals("corrupt") ? "search-corrupt" : "search-filling");
  }

  private static Finding finding(String code, Locale locale) {
    ResourceBundle texts =
        ResourceBundle.getBundle(TEXTS, locale, SearchHealth.class.getClassLoader(), EXACT);
    return new Finding(code, false, texts.getString(code));
  }
}
