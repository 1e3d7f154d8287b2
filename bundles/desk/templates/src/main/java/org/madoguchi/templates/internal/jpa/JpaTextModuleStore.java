package org.madoguchi.templates.internal.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.templates.internal.TextModuleStore;
import org.madoguchi.templates.internal.domain.TextModule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Text modules in table TEXT_MODULE. */
@Component
public final class JpaTextModuleStore implements TextModuleStore {
  private static final String SELECT = "SELECT m.* FROM TEXT_MODULE m WHERE ";
  private static final String CALLED = "m.SHORTCUT LIKE ? ESCAPE '!'";
  private static final String HAS_WORD = "m.SEARCHED LIKE ? ESCAPE '!'";

  private final TemplateUnit unit;

  @Activate
  public JpaTextModuleStore(@Reference TemplateUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<TextModule> page(Filter filter, Optional<Place> after, int limit) {
    if (filter.parts().isEmpty()) {
      return List.of();
    }
    if (filter.shortcut().isEmpty()) {
      return listed(filter, "", after, limit);
    }
    List<TextModule> page = new ArrayList<>();
    if (after.map(Place::called).orElse(true)) {
      page.addAll(listed(filter, CALLED, after, limit));
    }
    if (page.size() < limit) {
      Optional<Place> rest = after.filter(place -> !place.called());
      page.addAll(listed(filter, "NOT " + CALLED, rest, limit - page.size()));
    }
    return page;
  }

  private List<TextModule> listed(Filter filter, String called, Optional<Place> after, int limit) {
    Sql sql = parts(Sql.of(SELECT), filter.parts());
    if (filter.kind() != Kind.ANY) {
      sql.add(filter.kind() == Kind.MACRO ? " AND m.STEPS <> ''" : " AND m.STEPS = ''");
    }
    if (filter.active()) {
      sql.add(" AND m.ACTIVE = TRUE");
    }
    if (!called.isEmpty()) {
      sql.add(" AND " + called, literal(filter.shortcut()) + "%");
    }
    // who calls a module by its shortcut need not find the word in its text
    if (!called.equals(CALLED)) {
      filter.words().forEach(w -> sql.add(" AND " + HAS_WORD, "%" + literal(w) + "%"));
    }
    after.ifPresent(
        place ->
            sql.add(
                " AND (m.ORDINAL > ? OR m.ORDINAL = ? AND m.ID > ?)",
                place.order(),
                place.order(),
                place.id()));
    return modules(sql.add(" ORDER BY m.ORDINAL, m.ID").fetchFirst(limit));
  }

  private static Sql parts(Sql sql, List<Part> parts) {
    String or = "(";
    for (Part part : parts) {
      sql.add(or + "m.ID > 0");
      if (!part.municipality().equals(MunicipalityId.EVERY)) {
        sql.add(" AND m.MUNICIPALITY = ?", part.municipality().value());
      }
      if (!part.sections().isEmpty()) {
        sql.add(" AND ");
        sql.in("m.SECTION", part.sections().stream().map(SectionId::value).toList());
      }
      or = " OR ";
    }
    return sql.add(")");
  }

  /** What people type, as the literal part of a pattern. */
  private static String literal(String typed) {
    return typed.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public Optional<TextModule> find(long id) {
    return Optional.ofNullable(unit.manager().find(TextModuleRow.class, id))
        .map(TextModuleRow::module);
  }

  @Override
  public Optional<TextModule> find(
      MunicipalityId municipality, SectionId section, String shortcut) {
    Sql sql = Sql.of(SELECT + "m.MUNICIPALITY = ?", municipality.value());
    sql.add(" AND m.SECTION = ? AND m.SHORTCUT = ?", section.value(), shortcut).fetchFirst(1);
    return modules(sql).stream().findFirst();
  }

  @Override
  public List<TextModule> find(Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : modules(Sql.of(SELECT).in("m.ID", ids));
  }

  @Override
  public List<TextModule> behind(long id, int limit) {
    return modules(Sql.of(SELECT + "m.ID > ? ORDER BY m.ID", id).fetchFirst(limit));
  }

  private List<TextModule> modules(Sql sql) {
    return sql.read(unit.manager(), TextModuleRow.class).stream()
        .map(TextModuleRow::module)
        .toList();
  }

  @Override
  public void add(TextModule module) {
    unit.manager().persist(new TextModuleRow(module));
  }

  @Override
  public void save(TextModule module) {
    unit.manager().find(TextModuleRow.class, module.id()).take(module);
  }
}
