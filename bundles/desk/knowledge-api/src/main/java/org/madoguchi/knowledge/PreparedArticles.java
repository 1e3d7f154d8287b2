package org.madoguchi.knowledge;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;

/**
 * Puts articles in place, so that nobody begins with none; whoever keeps articles implements it.
 */
public interface PreparedArticles {
  /** How far one is. */
  enum Stage {
    PUBLISHED,
    IN_REVIEW,
    /** Published so long ago that it is to be looked over again. */
    REVIEW_DUE
  }

  /**
   * An article, open to citizens.
   *
   * @param externalId what it is known by in files
   * @param category its code; '' for none
   * @param body HTML, of which is kept what articles may have
   * @param author who wrote it
   */
  record Prepared(
      String externalId,
      SectionId section,
      String category,
      String question,
      String conclusion,
      String body,
      List<String> words,
      AnswerScope scope,
      String scopeNote,
      StaffId author,
      Stage stage) {
    public Prepared {
      words = List.copyOf(words);
    }
  }

  /**
   * Adds those whose external id is not there yet, each in a transaction of its own; what is there
   * stays as it is.
   *
   * @param scope who may write for the whole municipality
   * @return how many were added
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; forbidden
   */
  int put(AccessScope scope, MunicipalityId municipality, List<Prepared> prepared);
}
