package org.madoguchi.knowledge.internal.jpa;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.PinStore;
import org.madoguchi.knowledge.internal.domain.Pin;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Pinned answers in table KNOWLEDGE_PINNED. */
@Component
public final class JpaPinStore implements PinStore {
  private static final String SELECT = "SELECT p.* FROM KNOWLEDGE_PINNED p WHERE ";

  private final KnowledgeUnit unit;

  @Activate
  public JpaPinStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  private List<Pin> pins(Sql sql) {
    return sql.read(unit.manager(), PinRow.class).stream().map(PinRow::pin).toList();
  }

  @Override
  public List<Pin> standing(Instant now) {
    return pins(Sql.of(SELECT + "p.UNTIL_AT > ? ORDER BY p.MUNICIPALITY, p.PLACE, p.ID DESC", now));
  }

  @Override
  public List<Pin> standing(MunicipalityId municipality, Instant now) {
    return pins(
        Sql.of(
            SELECT + "p.MUNICIPALITY = ? AND p.UNTIL_AT > ? ORDER BY p.PLACE, p.ID DESC",
            municipality.value(),
            now));
  }

  @Override
  public List<Pin> over(
      Collection<MunicipalityId> municipalities, Instant now, OptionalLong before, int limit) {
    if (municipalities.isEmpty()) {
      return List.of();
    }
    Sql sql = Sql.of(SELECT + "p.UNTIL_AT <= ?", now);
    if (!municipalities.contains(MunicipalityId.EVERY)) {
      sql.add(" AND ")
          .in("p.MUNICIPALITY", municipalities.stream().map(MunicipalityId::value).toList());
    }
    before.ifPresent(id -> sql.add(" AND p.ID < ?", id));
    return pins(sql.add(" ORDER BY p.ID DESC").fetchFirst(limit));
  }

  @Override
  public Optional<Pin> find(long id) {
    return pins(Sql.of(SELECT + "p.ID = ?", id)).stream().findFirst();
  }

  @Override
  public Optional<Pin> find(StaffId author, String requestId) {
    return pins(Sql.of(SELECT + "p.AUTHOR = ? AND p.REQUEST_ID = ?", author.value(), requestId))
        .stream()
        .findFirst();
  }

  @Override
  public long newest(MunicipalityId municipality) {
    return Sql.of(
            "SELECT MAX(p.VERSION) FROM KNOWLEDGE_PINNED p WHERE p.MUNICIPALITY = ?",
            municipality.value())
        .numbers(unit.manager())
        .get(0);
  }

  @Override
  public void add(Pin pin) {
    unit.manager().persist(new PinRow(pin));
  }

  @Override
  public void save(Pin pin) {
    unit.manager().find(PinRow.class, pin.id()).take(pin);
  }
}
