package org.madoguchi.portal.internal;

import java.util.Collection;
import java.util.List;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticle.Text;

/** In which language an article is shown. */
final class Wording {
  private Wording() {}

  /**
   * The wanted one; for easy Japanese Japanese; else the original.
   *
   * @param present the original first
   */
  static String choice(Collection<String> present, String wanted) {
    for (String tag : List.of(wanted, wanted.equals("ja-easy") ? "ja" : wanted)) {
      if (present.contains(tag)) {
        return tag;
      }
    }
    return present.iterator().next();
  }

  static Text of(PublishedArticle article, Language language) {
    List<String> present = article.texts().stream().map(Text::language).toList();
    String tag = choice(present, language.tag());
    return article.texts().get(present.indexOf(tag));
  }

  /** As pages say it. */
  static String html(String tag) {
    return Language.of(tag).map(Language::html).orElse(tag);
  }
}
