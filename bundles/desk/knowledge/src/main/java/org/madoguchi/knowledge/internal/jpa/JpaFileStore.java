package org.madoguchi.knowledge.internal.jpa;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.knowledge.internal.FileStore;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files in table KNOWLEDGE_FILE. Whoever changes one appends the event of its version. */
@Component
public final class JpaFileStore implements FileStore {
  private static final String SELECT =
      "SELECT f.ID, f.ARTICLE_ID, f.FILE_NAME, f.SHOWN_AS, f.SHA256, f.SIZE_BYTES, f.REMOVED,"
          + " f.AUTHOR, f.ADDED_AT, f.VERSION FROM KNOWLEDGE_FILE f WHERE f.ARTICLE_ID = ?";

  private final KnowledgeUnit unit;

  @Activate
  public JpaFileStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<ArticleFile> of(long article) {
    return files(Sql.of(SELECT, article).add(" ORDER BY f.ID"));
  }

  @Override
  public Optional<ArticleFile> find(long article, long id) {
    return files(Sql.of(SELECT, article).add(" AND f.ID = ?", id)).stream().findFirst();
  }

  private List<ArticleFile> files(Sql sql) {
    return sql.rows(unit.manager()).stream()
        .map(
            row ->
                new ArticleFile(
                    ((Number) row[0]).longValue(),
                    ((Number) row[1]).longValue(),
                    (String) row[2],
                    (String) row[3],
                    new BlobRef((String) row[4], ((Number) row[5]).longValue()),
                    (Boolean) row[6],
                    new StaffId((String) row[7]),
                    UtcMillis.instant((Timestamp) row[8]),
                    ((Number) row[9]).longValue()))
        .toList();
  }

  @Override
  public void add(ArticleFile file) {
    Sql.of(
            "INSERT INTO KNOWLEDGE_FILE (ID, ARTICLE_ID, FILE_NAME, SHOWN_AS, SHA256, SIZE_BYTES,"
                + " REMOVED, AUTHOR, ADDED_AT, VERSION) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            file.id(),
            file.article(),
            file.name(),
            file.shownAs(),
            file.content().sha256(),
            file.content().size(),
            file.removed(),
            file.author().value(),
            file.at(),
            file.version())
        .execute(unit.manager());
  }

  @Override
  public void save(ArticleFile file) {
    Sql.of(
            "UPDATE KNOWLEDGE_FILE SET REMOVED = ?, VERSION = ? WHERE ID = ?",
            file.removed(),
            file.version(),
            file.id())
        .execute(unit.manager());
  }
}
