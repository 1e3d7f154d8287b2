package org.madoguchi.tickets.internal.jpa;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Entry;

/** Puts entries together from their tables: two statements for any number of entries. */
final class EntryParts {
  private EntryParts() {}

  static List<Entry> of(EntityManager manager, List<Long> tickets, List<EntryRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Long> ids = rows.stream().map(r -> r.id).toList();
    Map<Long, EntryTextRow> texts =
        Sql.of("SELECT x.* FROM TICKET_ENTRY_TEXT x WHERE ")
            .in("x.ENTRY_ID", ids)
            .read(manager, EntryTextRow.class)
            .stream()
            .collect(toMap(t -> t.entryId, Function.identity()));
    Map<Long, List<Attachment>> attachments =
        Sql.of("SELECT a.* FROM TICKET_ATTACHMENT a WHERE ")
            .in("a.TICKET_ID", tickets)
            .add(" AND ")
            .in("a.ENTRY_ID", ids)
            .add(" ORDER BY a.ID")
            .read(manager, AttachmentRow.class)
            .stream()
            .collect(groupingBy(a -> a.entryId, mapping(AttachmentRow::attachment, toList())));
    return rows.stream()
        .map(row -> row.entry(texts.get(row.id), attachments.getOrDefault(row.id, List.of())))
        .toList();
  }
}
