package org.madoguchi.knowledge.internal.jpa;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.CommentStore;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Comments in table KNOWLEDGE_COMMENT. */
@Component
public final class JpaCommentStore implements CommentStore {
  private static final String SELECT =
      "SELECT c.ID, c.ARTICLE_ID, c.EDITION, c.STEP, c.TEXT, c.AUTHOR, c.REQUEST_ID, c.WRITTEN_AT"
          + " FROM KNOWLEDGE_COMMENT c WHERE ";

  private final KnowledgeUnit unit;

  @Activate
  public JpaCommentStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(Comment comment) {
    Sql.of(
            "INSERT INTO KNOWLEDGE_COMMENT (ID, ARTICLE_ID, EDITION, STEP, TEXT, AUTHOR, REQUEST_ID,"
                + " WRITTEN_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            comment.id(),
            comment.article(),
            comment.edition(),
            comment.step(),
            comment.text(),
            comment.author().value(),
            comment.requestId(),
            comment.at())
        .execute(unit.manager());
  }

  @Override
  public Optional<Comment> find(StaffId author, String requestId) {
    return comments(Sql.of(SELECT + "c.AUTHOR = ? AND c.REQUEST_ID = ?", author.value(), requestId))
        .stream()
        .findFirst();
  }

  @Override
  public List<Comment> page(long article, OptionalLong before, int limit) {
    Sql sql = Sql.of(SELECT + "c.ARTICLE_ID = ?", article);
    before.ifPresent(id -> sql.add(" AND c.ID < ?", id));
    return comments(sql.add(" ORDER BY c.ID DESC").fetchFirst(limit));
  }

  private List<Comment> comments(Sql sql) {
    return sql.rows(unit.manager()).stream()
        .map(
            row ->
                new Comment(
                    ((Number) row[0]).longValue(),
                    ((Number) row[1]).longValue(),
                    ((Number) row[2]).intValue(),
                    (String) row[3],
                    (String) row[4],
                    new StaffId((String) row[5]),
                    (String) row[6],
                    UtcMillis.instant((Timestamp) row[7])))
        .toList();
  }
}
