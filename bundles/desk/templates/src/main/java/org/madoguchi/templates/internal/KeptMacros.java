package org.madoguchi.templates.internal;

import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.Macros;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The macros among what is kept here, for whoever applies them. */
@Component
public final class KeptMacros implements Macros {
  private final TemplateTransactions transactions;
  private final TextModuleStore store;

  @Activate
  public KeptMacros(
      @Reference TemplateTransactions transactions, @Reference TextModuleStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public Optional<Macro> find(AccessScope scope, long id) {
    return transactions
        .read(() -> store.find(id))
        .filter(module -> Visible.holds(scope, module))
        .filter(module -> module.details().active())
        .flatMap(KeptMacros::macro);
  }

  private static Optional<Macro> macro(TextModule module) {
    Details details = module.details();
    return details
        .macro()
        .map(
            steps ->
                new Macro(
                    module.id(),
                    module.municipality(),
                    module.version(),
                    details.title(),
                    details.language(),
                    details.text(),
                    steps));
  }
}
