package org.madoguchi.knowledge.internal.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticle.Text;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.PublishedArticles;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Articles as the search finds them: the edition readers see, for those who read it. Its
 * translations are found with the original, which is what a hit shows.
 */
@Component(service = DocumentSource.class)
public final class ArticleDocuments implements DocumentSource {
  /** What changes nothing that readers see. */
  private static final Set<String> SILENT =
      Set.of(
          KnowledgeEvents.CREATED,
          KnowledgeEvents.SUBMITTED,
          KnowledgeEvents.TAKEN_BACK,
          KnowledgeEvents.RETURNED,
          KnowledgeEvents.APPROVED,
          KnowledgeEvents.REVIEW_DUE);

  private static final Set<Permission> WORK =
      Set.of(Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE);

  private final PublishedArticles articles;

  @Activate
  public ArticleDocuments(@Reference PublishedArticles articles) {
    this.articles = articles;
  }

  @Override
  public String name() {
    return "articles";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.ARTICLE);
  }

  @Override
  public Set<String> streams() {
    return Set.of(KnowledgeEvents.STREAM);
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    boolean article = event.aggregate().startsWith(KnowledgeEvents.ARTICLE);
    return article && !SILENT.contains(event.type())
        ? List.of(key(event.aggregate().substring(KnowledgeEvents.ARTICLE.length())))
        : List.of();
  }

  private static DocumentKey key(String id) {
    return new DocumentKey(DocumentKind.ARTICLE, id);
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> keys) {
    List<Long> ids = keys.stream().map(ArticleDocuments::id).toList();
    return articles.find(ids).stream().map(ArticleDocuments::document).toList();
  }

  private static long id(DocumentKey key) {
    return Long.parseLong(key.id());
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    return articles.after(after.map(ArticleDocuments::id).orElse(0L), limit).stream()
        .map(article -> key(Long.toString(article.id())))
        .toList();
  }

  private static SearchDocument document(PublishedArticle article) {
    Text original = article.texts().get(0);
    List<String> words = new ArrayList<>(article.words());
    StringBuilder body = new StringBuilder(original.plain());
    for (Text translation : article.texts().subList(1, article.texts().size())) {
      words.add(translation.question());
      body.append('\n').append(translation.conclusion()).append('\n').append(translation.plain());
    }
    return SearchDocument.of(
            key(Long.toString(article.id())),
            audience(article),
            original.question(),
            article.publishedAt())
        .conclusion(original.conclusion())
        .body(body.toString())
        .searchWords(words)
        .language(original.language())
        .category(article.category())
        .owner(article.section())
        .build();
  }

  /** Citizens are not offered what has expired; staff find it, marked where it is read. */
  private static Audience audience(PublishedArticle article) {
    if (article.visibility() == Visibility.SECTIONS) {
      Set<SectionId> readers = new HashSet<>(article.sections());
      readers.add(article.section());
      readers.remove(SectionId.NONE);
      return new Audience.Sections(
          article.municipality(), Permission.KNOWLEDGE_READ, readers, WORK);
    }
    return article.isOpen()
        ? Audience.everybody(article.municipality())
        : Audience.staff(article.municipality(), Permission.KNOWLEDGE_READ);
  }
}
