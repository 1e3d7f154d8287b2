package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.internal.text.Compounds;
import org.madoguchi.search.internal.text.Compounds.Compound;
import org.madoguchi.search.internal.text.NormalText;
import org.madoguchi.search.internal.text.Word;
import org.madoguchi.search.internal.text.Words;

/**
 * What somebody may have meant: for a compound word no title has, one that is read the same or is
 * spelled nearly so. Only words of documents the caller may see are proposed.
 */
final class Meant {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_FOR_TWO_EDITS = 6;
  private static final int MOST_TRIED = 12;

  private final IndexSearcher searcher;
  private final Set<DocumentKind> kinds;
  private final Query allowed;

  private record Proposal(String text, int distance, int frequency) {}

  Meant(IndexSearcher searcher, Set<DocumentKind> kinds, Query allowed) {
    this.searcher = searcher;
    this.kinds = kinds;
    this.allowed = allowed;
  }

  Optional<String> of(String text, Words words) throws IOException {
    NormalText normal = NormalText.of(text);
    List<Word> all = words.of(normal);
    StringBuilder corrected = new StringBuilder(normal.text());
    boolean changed = false;
    List<Compound> compounds = new ArrayList<>(Compounds.of(all));
    compounds.sort(Comparator.comparingInt(c -> -c.start()));
    for (Compound compound : compounds.subList(0, Math.min(4, compounds.size()))) {
      Optional<String> better = better(compound);
      if (better.isPresent()) {
        int from = compound.start();
        corrected.replace(from, from + compound.text().length(), better.get());
        changed = true;
      }
    }
    return changed ? Optional.of(corrected.toString().strip()) : Optional.empty();
  }

  private Optional<String> better(Compound compound) throws IOException {
    if (compound.text().length() < SHORTEST || isKnown(compound.text())) {
      return Optional.empty();
    }
    List<Proposal> proposals = new ArrayList<>();
    for (DocumentKind kind : kinds) {
      Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.compounds(kind));
      if (terms != null) {
        sameReading(terms, compound, proposals);
        nearly(terms, compound, proposals);
      }
    }
    proposals.sort(
        Comparator.comparingInt(Proposal::distance)
            .thenComparingInt(p -> -p.frequency())
            .thenComparing(Proposal::text));
    for (Proposal proposal : proposals.subList(0, Math.min(MOST_TRIED, proposals.size()))) {
      if (isVisible(proposal.text())) {
        return Optional.of(proposal.text());
      }
    }
    return Optional.empty();
  }

  private boolean isKnown(String text) throws IOException {
    for (DocumentKind kind : kinds) {
      if (searcher.getIndexReader().docFreq(new Term(Fields.compounds(kind), text)) > 0
          && isVisible(text)) {
        return true;
      }
    }
    return false;
  }

  private boolean isVisible(String compound) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    kinds.forEach(kind -> any.add(Queries.term(Fields.compounds(kind), compound), Occur.SHOULD));
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    both.add(allowed, Occur.FILTER);
    both.add(any.build(), Occur.FILTER);
    return searcher.count(both.build()) > 0;
  }

  private static void sameReading(Terms terms, Compound compound, List<Proposal> proposals)
      throws IOException {
    if (compound.reading().length() < SHORTEST) {
      return;
    }
    String prefix = compound.reading() + Compounds.READ_AS;
    TermsEnum at = terms.iterator();
    TermsEnum.SeekStatus status = at.seekCeil(new BytesRef(prefix));
    int seen = 0;
    while (status != TermsEnum.SeekStatus.END && seen++ < MOST_TRIED) {
      String term = at.term().utf8ToString();
      if (!term.startsWith(prefix)) {
        return;
      }
      proposals.add(new Proposal(term.substring(prefix.length()), 0, at.docFreq()));
      status = at.next() == null ? TermsEnum.SeekStatus.END : TermsEnum.SeekStatus.FOUND;
    }
  }

  private static void nearly(Terms terms, Compound compound, List<Proposal> proposals)
      throws IOException {
    int edits = compound.text().length() < SHORTEST_FOR_TWO_EDITS ? 1 : 2;
    Term typed = new Term("", compound.text());
    FuzzyTermsEnum near = new FuzzyTermsEnum(terms, typed, edits, 0, true);
    BytesRef term = near.next();
    while (term != null) {
      String text = term.utf8ToString();
      if (text.indexOf(Compounds.READ_AS) < 0) {
        int distance = distance(compound.text(), text);
        proposals.add(new Proposal(text, distance, near.docFreq()));
      }
      term = near.next();
    }
  }

  /** Letters in which two words of about the same length differ. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + same);
        diagonal = row[j];
        row[j] = next;
      }
    }
    return row[other.length()];
  }
}
