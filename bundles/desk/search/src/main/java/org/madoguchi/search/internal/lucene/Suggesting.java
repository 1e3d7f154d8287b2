package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.internal.text.Typing;

/** Titles that contain what was typed so far, the most used first. */
final class Suggesting {
  private static final int LOOKED_AT = 200;

  private Suggesting() {}

  static List<ScoreDoc> find(
      IndexSearcher searcher, Set<DocumentKind> kinds, Query allowed, String typed)
      throws IOException {
    List<String> written = Typing.written(typed);
    if (written.isEmpty()) {
      return List.of();
    }
    List<String> read = Typing.read(typed);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (DocumentKind kind : kinds) {
      any.add(each(kind, written), Occur.SHOULD);
      any.add(each(kind, read), Occur.SHOULD);
    }
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    both.add(allowed, Occur.FILTER);
    both.add(any.build(), Occur.FILTER);
    Sort used =
        new Sort(
            new SortField(Fields.POPULARITY, SortField.Type.LONG, true),
            new SortField(Fields.UPDATED, SortField.Type.LONG, true));
    List<ScoreDoc> found = new ArrayList<>();
    found.addAll(
        List.of(
            searcher.search(
                    both.build(), new TopFieldCollectorManager(used, LOOKED_AT, null, LOOKED_AT))
                .scoreDocs));
    return found;
  }

  private static Query each(DocumentKind kind, List<String> pairs) {
    if (pairs.isEmpty()) {
      return new MatchNoDocsQuery();
    }
    BooleanQuery.Builder each = new BooleanQuery.Builder();
    pairs.forEach(pair -> each.add(Queries.term(Fields.typing(kind), pair), Occur.FILTER));
    return each.build();
  }
}
