package org.madoguchi.knowledge.internal.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.ArticleStore;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Articles in table KNOWLEDGE_ARTICLE, what is written in them in KNOWLEDGE_EDITION. */
@Component
public final class JpaArticleStore implements ArticleStore {
  private static final String SELECT = "SELECT a.* FROM KNOWLEDGE_ARTICLE a WHERE ";
  private static final String NEWEST =
      "SELECT a.* , e.CONTENT FROM KNOWLEDGE_ARTICLE a JOIN KNOWLEDGE_EDITION e"
          + " ON e.ARTICLE_ID = a.ID AND e.EDITION = a.EDITION WHERE ";
  private static final String SHOWN =
      "SELECT a.* , e.CONTENT FROM KNOWLEDGE_ARTICLE a JOIN KNOWLEDGE_EDITION e"
          + " ON e.ARTICLE_ID = a.ID AND e.EDITION = a.SHOWN"
          + " WHERE a.STANDING <> 'WITHDRAWN' AND ";

  private final KnowledgeUnit unit;

  @Activate
  public JpaArticleStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Article> page(Filter filter, OptionalLong before, int limit) {
    if (filter.parts().isEmpty()) {
      return List.of();
    }
    return articles(
        ArticleConditions.of(Sql.of(SELECT), filter, before)
            .add(" ORDER BY a.ID DESC")
            .fetchFirst(limit));
  }

  private List<Article> articles(Sql sql) {
    return sql.read(unit.manager(), ArticleRow.class).stream().map(ArticleRow::article).toList();
  }

  private List<Read> read(Sql sql) {
    return sql.read(unit.manager(), ArticleRow.class, JpaArticleStore::withContent);
  }

  private static Read withContent(ArticleRow row, ResultSet found) throws SQLException {
    return new Read(row.article(), ContentJson.read(found.getString("CONTENT")));
  }

  @Override
  public Optional<Article> find(long id) {
    return articles(Sql.of(SELECT + "a.ID = ?", id)).stream().findFirst();
  }

  @Override
  public Optional<Article> find(StaffId author, String requestId) {
    return articles(Sql.of(SELECT + "a.AUTHOR = ? AND a.REQUEST_ID = ?", author.value(), requestId))
        .stream()
        .findFirst();
  }

  @Override
  public Map<String, Read> newest(MunicipalityId municipality, Collection<String> externalIds) {
    Map<String, Read> found = new HashMap<>();
    if (!externalIds.isEmpty()) {
      Sql sql = Sql.of(NEWEST + "a.MUNICIPALITY = ? AND ", municipality.value());
      read(sql.in("a.EXTERNAL_ID", externalIds))
          .forEach(read -> found.put(read.article().externalId(), read));
    }
    return found;
  }

  @Override
  public List<Article> find(Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : articles(Sql.of(SELECT).in("a.ID", ids));
  }

  @Override
  public List<Read> newest(MunicipalityId municipality, OptionalLong before, int limit) {
    Sql sql = Sql.of(NEWEST + "a.MUNICIPALITY = ?", municipality.value());
    before.ifPresent(id -> sql.add(" AND a.ID < ?", id));
    return read(sql.add(" ORDER BY a.ID DESC").fetchFirst(limit));
  }

  @Override
  public List<Read> shown(MunicipalityId municipality, OptionalLong before, int limit) {
    Sql sql = Sql.of(SHOWN + "a.MUNICIPALITY = ?", municipality.value());
    before.ifPresent(id -> sql.add(" AND a.ID < ?", id));
    return read(sql.add(" ORDER BY a.ID DESC").fetchFirst(limit));
  }

  @Override
  public List<Read> shown(Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : read(Sql.of(SHOWN).in("a.ID", ids));
  }

  @Override
  public List<Read> shown(long after, int limit) {
    return read(Sql.of(SHOWN + "a.ID > ?", after).add(" ORDER BY a.ID").fetchFirst(limit));
  }

  @Override
  public Optional<Content> content(long article, int edition) {
    return Sql.of(
            "SELECT e.CONTENT FROM KNOWLEDGE_EDITION e WHERE e.ARTICLE_ID = ? AND e.EDITION = ?",
            article,
            edition)
        .strings(unit.manager())
        .stream()
        .findFirst()
        .map(ContentJson::read);
  }

  @Override
  public List<Edition> editions(long article, int before, int limit) {
    Sql sql =
        Sql.of(
            "SELECT e.* FROM KNOWLEDGE_EDITION e WHERE e.ARTICLE_ID = ? AND e.EDITION < ?",
            article,
            before);
    return sql
        .add(" ORDER BY e.EDITION DESC")
        .fetchFirst(limit)
        .read(unit.manager(), EditionRow.class)
        .stream()
        .map(r -> new Edition(r.edition, new StaffId(r.editor), r.madeAt, r.restored))
        .toList();
  }

  @Override
  public Map<Long, Set<SectionId>> audiences(Collection<Long> articles) {
    Map<Long, Set<SectionId>> audiences = new HashMap<>();
    if (!articles.isEmpty()) {
      Sql sql = Sql.of("SELECT s.ARTICLE_ID, s.SECTION FROM KNOWLEDGE_AUDIENCE s WHERE ");
      for (Object[] row : sql.in("s.ARTICLE_ID", articles).rows(unit.manager())) {
        audiences
            .computeIfAbsent(((Number) row[0]).longValue(), id -> new HashSet<>())
            .add(new SectionId((String) row[1]));
      }
    }
    return audiences;
  }

  @Override
  public void add(Article article, Content content, Optional<Instant> turnsAt) {
    unit.manager().persist(new ArticleRow(article, turnsAt));
    write(article, content, 0);
  }

  @Override
  public void save(Article article, Optional<Instant> turnsAt) {
    unit.manager().find(ArticleRow.class, article.id()).take(article, turnsAt);
  }

  @Override
  public void turnLater(Article article, Optional<Instant> turnsAt) {
    Sql.of("UPDATE KNOWLEDGE_ARTICLE SET TURNS_AT = ?", turnsAt.orElse(ArticleRow.NEVER))
        .add(" WHERE ID = ? AND VERSION = ?", article.id(), article.version())
        .execute(unit.manager());
  }

  @Override
  public void write(Article article, Content content, int restored) {
    EditionRow row = new EditionRow();
    row.article = article.id();
    row.edition = article.edition();
    row.content = ContentJson.written(content);
    row.editor = article.editor().value();
    row.madeAt = article.editedAt();
    row.restored = restored;
    unit.manager().persist(row);
  }

  @Override
  public void show(Article article, Content content, List<ArticleBody.Link> links) {
    long id = article.id();
    if (article.edition() > 1) {
      Sql.of("DELETE FROM KNOWLEDGE_AUDIENCE WHERE ARTICLE_ID = ?", id).execute(unit.manager());
      Sql.of("DELETE FROM KNOWLEDGE_LINK WHERE ARTICLE_ID = ?", id).execute(unit.manager());
    }
    for (SectionId section : content.sections()) {
      Sql.of(
              "INSERT INTO KNOWLEDGE_AUDIENCE (ARTICLE_ID, SECTION) VALUES (?, ?)",
              id,
              section.value())
          .execute(unit.manager());
    }
    int place = 0;
    for (ArticleBody.Link link : links) {
      Sql.of(
              "INSERT INTO KNOWLEDGE_LINK (ARTICLE_ID, ORDINAL, TARGET, LABEL) VALUES (?, ?, ?, ?)",
              id,
              place++,
              link.target(),
              link.label())
          .execute(unit.manager());
    }
  }

  @Override
  public List<Long> due(Instant now, int limit) {
    return Sql.of("SELECT a.ID FROM KNOWLEDGE_ARTICLE a WHERE a.TURNS_AT <= ?", now)
        .add(" ORDER BY a.TURNS_AT, a.ID")
        .fetchFirst(limit)
        .numbers(unit.manager());
  }
}
