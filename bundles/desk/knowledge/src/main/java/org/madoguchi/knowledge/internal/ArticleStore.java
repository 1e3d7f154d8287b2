package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Standing;

/** Articles and their editions as rows. */
public interface ArticleStore {
  /**
   * Whose articles a list shows.
   *
   * @param all whatever section they belong to
   * @param sections otherwise, whose drafts are shown; of what is read, whose own articles
   */
  record Part(MunicipalityId municipality, boolean all, Set<SectionId> sections) {}

  /**
   * What a list shows: the newest editions of what one writes, or the shown ones of what one reads.
   *
   * @param section only what it owns
   * @param returned only drafts that were sent back as they are
   * @param words folded; every one must be there
   */
  record Filter(
      List<Part> parts,
      boolean work,
      Optional<SectionId> section,
      String category,
      Optional<Progress> progress,
      boolean returned,
      Optional<Standing> standing,
      Optional<Visibility> visibility,
      List<String> words) {}

  /** One of an article's editions. */
  record Edition(int number, StaffId editor, Instant at, int restored) {}

  /** An article with what is written in one of its editions. */
  record Read(Article article, Content content) {}

  /** The newest first. */
  List<Article> page(Filter filter, OptionalLong before, int limit);

  Optional<Article> find(long id);

  Optional<Article> find(StaffId author, String requestId);

  List<Article> find(Collection<Long> ids);

  /**
   * Those of a municipality with their newest edition, the newest first: Derby reads an index one
   * way only.
   */
  List<Read> newest(MunicipalityId municipality, OptionalLong before, int limit);

  /** Those of a municipality readers have, with the edition they see, the newest first. */
  List<Read> shown(MunicipalityId municipality, OptionalLong before, int limit);

  /** By external id, with their newest edition. */
  Map<String, Read> newest(MunicipalityId municipality, Collection<String> externalIds);

  /** Those readers see, with that edition. */
  List<Read> shown(Collection<Long> ids);

  /** The same of all, behind an id, by id. */
  List<Read> shown(long after, int limit);

  Optional<Content> content(long article, int edition);

  /** The newest first. */
  List<Edition> editions(long article, int before, int limit);

  /** The sections the shown editions name as readers. */
  Map<Long, Set<SectionId>> audiences(Collection<Long> articles);

  void add(Article article, Content content, Optional<Instant> turnsAt);

  void save(Article article, Optional<Instant> turnsAt);

  /** Nothing but when time changes something; not at all when somebody was faster. */
  void turnLater(Article article, Optional<Instant> turnsAt);

  /** The newest edition, which the article names already. */
  void write(Article article, Content content, int restored);

  /** Readers see this edition from now on. */
  void show(Article article, Content content, List<ArticleBody.Link> links);

  /** Those for whom time has changed something, by that time. */
  List<Long> due(Instant now, int limit);
}
