package org.madoguchi.knowledge.internal.jpa;

import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.domain.Content;

/** What is written in articles, as rows hold it. */
public final class Contents {
  private Contents() {}

  public static String json(String question, String conclusion) {
    Content content = Room.content(question, "", Visibility.PUBLIC);
    return ContentJson.written(content).replace("結論 " + question, conclusion);
  }
}
