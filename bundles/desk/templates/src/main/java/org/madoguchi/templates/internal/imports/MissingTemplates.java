package org.madoguchi.templates.internal.imports;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.templates.internal.TemplateTransactions;
import org.madoguchi.templates.internal.TextModuleStore;
import org.madoguchi.templates.internal.TextModules;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Spelling;
import org.madoguchi.tickets.PreparedTemplates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds what is missing of prepared text modules and macros, as a person would write them. */
@Component
public final class MissingTemplates implements PreparedTemplates {
  private static final int STEP = 10;

  private final TextModules modules;
  private final TemplateTransactions transactions;
  private final TextModuleStore store;

  @Activate
  public MissingTemplates(
      @Reference TextModules modules,
      @Reference TemplateTransactions transactions,
      @Reference TextModuleStore store) {
    this.modules = modules;
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public int put(AccessScope scope, MunicipalityId municipality, List<Prepared> prepared) {
    int added = 0;
    for (int i = 0; i < prepared.size(); i++) {
      Details details = details(prepared.get(i), (i + 1) * STEP);
      boolean there =
          transactions.read(
              () -> store.find(municipality, details.section(), details.shortcut()).isPresent());
      if (!there) {
        modules.create(scope, municipality, details);
        added++;
      }
    }
    return added;
  }

  private static Details details(Prepared written, int order) {
    return new Details(
        written.section(),
        Spelling.shortcut(written.shortcut()),
        written.title(),
        Spelling.text(written.text()),
        Details.LANGUAGE,
        order,
        true,
        written.steps());
  }
}
