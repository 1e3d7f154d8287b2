package org.madoguchi.templates.internal.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;
import org.madoguchi.templates.internal.TemplateEvents;
import org.madoguchi.templates.internal.TemplateTransactions;
import org.madoguchi.templates.internal.TextModuleStore;
import org.madoguchi.templates.internal.Visible;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Text modules as the search finds them: those in use, for whoever is shown them. Macros are
 * chosen, not read, and are not found.
 */
@Component(service = DocumentSource.class)
public final class TextModuleDocuments implements DocumentSource {
  private final TemplateTransactions transactions;
  private final TextModuleStore store;
  private final EventLog log;

  @Activate
  public TextModuleDocuments(
      @Reference TemplateTransactions transactions,
      @Reference TextModuleStore store,
      @Reference EventLog log) {
    this.transactions = transactions;
    this.store = store;
    this.log = log;
  }

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.TEXT_MODULE);
  }

  @Override
  public Set<String> streams() {
    return Set.of(TemplateEvents.STREAM);
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    return List.of(key(TemplateEvents.module(event)));
  }

  private static DocumentKey key(long id) {
    return new DocumentKey(DocumentKind.TEXT_MODULE, Long.toString(id));
  }

  private static long id(DocumentKey key) {
    return Long.parseLong(key.id());
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> keys) {
    List<Long> ids = keys.stream().map(TextModuleDocuments::id).toList();
    return transactions.read(() -> store.find(ids)).stream()
        .filter(module -> module.details().active() && module.details().macro().isEmpty())
        .map(this::document)
        .toList();
  }

  private SearchDocument document(TextModule module) {
    Details details = module.details();
    return SearchDocument.of(key(module.id()), audience(module), details.title(), writtenAt(module))
        .body(details.text())
        .searchWords(List.of(details.shortcut()))
        .language(details.language())
        .owner(details.section())
        .build();
  }

  private Instant writtenAt(TextModule module) {
    List<CommittedEvent> events = log.of(TemplateEvents.STREAM, TemplateEvents.aggregate(module));
    return events.isEmpty() ? Instant.EPOCH : events.get(events.size() - 1).at();
  }

  private static Audience audience(TextModule module) {
    MunicipalityId municipality = module.municipality();
    boolean whole = module.details().section().isNone();
    return new Audience.Either(
        Visible.ANY.stream()
            .map(
                (Permission permission) ->
                    whole
                        ? Audience.staff(municipality, permission)
                        : Audience.readers(permission, module.tag()))
            .toList());
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    long last = after.map(TextModuleDocuments::id).orElse(0L);
    return transactions.read(() -> store.behind(last, limit)).stream()
        .map(module -> key(module.id()))
        .toList();
  }
}
