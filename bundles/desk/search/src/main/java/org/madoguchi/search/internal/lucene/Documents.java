package org.madoguchi.search.internal.lucene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.internal.rank.Profile;
import org.madoguchi.search.internal.text.Bigrams;
import org.madoguchi.search.internal.text.Compounds;
import org.madoguchi.search.internal.text.NormalText;
import org.madoguchi.search.internal.text.Typing;
import org.madoguchi.search.internal.text.Word;
import org.madoguchi.search.internal.text.Words;

/** A document as the index keeps it. Each text is analysed once. */
final class Documents {
  private static final FieldType POSITIONS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
  private static final FieldType COUNTS = type(IndexOptions.DOCS_AND_FREQS, false);
  private static final FieldType PRESENT = type(IndexOptions.DOCS, true);

  private final Words words;

  Documents(Words words) {
    this.words = words;
  }

  private static FieldType type(IndexOptions options, boolean omitNorms) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setTokenized(true);
    type.setOmitNorms(omitNorms);
    type.freeze();
    return type;
  }

  Document of(SearchDocument source) {
    DocumentKind kind = source.key().kind();
    Document document = new Document();
    columns(source, document);
    List<NormalText> named = new ArrayList<>();
    named.add(NormalText.of(source.title()));
    source.searchWords().forEach(word -> named.add(NormalText.of(word)));
    List<List<Word>> namedWords = named.stream().map(words::of).toList();
    NormalText body = NormalText.of(join(source.conclusion(), source.body()));
    List<Word> bodyWords = words.of(body);

    List<String> titleTerms = new ArrayList<>();
    namedWords.forEach(list -> terms(list, titleTerms));
    List<String> allTerms = new ArrayList<>(titleTerms);
    terms(bodyWords, allTerms);
    List<String> readings = new ArrayList<>();
    namedWords.forEach(list -> readings(list, readings));
    readings(bodyWords, readings);
    List<String> bigrams = new ArrayList<>();
    named.forEach(text -> bigrams.addAll(Bigrams.of(text.text())));
    bigrams.addAll(Bigrams.of(body.text()));
    namedWords.forEach(list -> single(list, bigrams));
    single(bodyWords, bigrams);

    add(document, Fields.title(kind), titleTerms, POSITIONS);
    add(document, Fields.all(kind), allTerms, POSITIONS);
    add(document, Fields.readings(kind), readings, PRESENT);
    add(document, Fields.bigrams(kind), bigrams, COUNTS);
    add(document, Fields.codes(kind), codes(source), PRESENT);
    add(document, Fields.typing(kind), Typing.ofAll(named, namedWords), PRESENT);
    if (Kinds.isRanked(kind)) {
      add(document, Fields.compounds(kind), Compounds.ofAll(namedWords), PRESENT);
      byte[] profile =
          Profile.write(namedWords.get(0), named.get(0).text(), bodyWords, body.text());
      document.add(new BinaryDocValuesField(Fields.PROFILE, new BytesRef(profile)));
    }
    return document;
  }

  private static String join(String conclusion, String body) {
    return conclusion.isEmpty() ? body : conclusion + "\n" + body;
  }

  private static void columns(SearchDocument source, Document document) {
    document.add(new StringField(Fields.KEY, source.key().toString(), Field.Store.YES));
    AccessTokens.of(source.audience())
        .forEach(token -> document.add(new StringField(Fields.ACCESS, token, Field.Store.NO)));
    String municipality = source.audience().municipality().value();
    document.add(new StringField(Fields.MUNICIPALITY, municipality, Field.Store.YES));
    document.add(new StringField(Fields.KIND, source.key().kind().name(), Field.Store.NO));
    document.add(new LongPoint(Fields.VALID_FROM, millis(source.validFrom(), Long.MIN_VALUE)));
    document.add(new LongPoint(Fields.VALID_TO, millis(source.validTo(), Long.MAX_VALUE)));
    long updated = source.updatedAt().toEpochMilli();
    document.add(new NumericDocValuesField(Fields.UPDATED, updated));
    document.add(new StoredField(Fields.UPDATED, updated));
    document.add(new NumericDocValuesField(Fields.POPULARITY, source.popularity()));
    document.add(new StoredField(Fields.TITLE, source.title()));
    document.add(new StoredField(Fields.CONCLUSION, source.conclusion()));
    document.add(new StoredField(Fields.BODY, source.body()));
    facet(document, Facet.KIND, source.key().kind().name());
    facet(document, Facet.CATEGORY, source.category());
    facet(document, Facet.SECTION, source.owner().value());
    facet(document, Facet.LANGUAGE, source.language());
    document.add(new StoredField(Fields.LANGUAGE, source.language()));
    document.add(new StoredField(Fields.CATEGORY, source.category()));
    document.add(new StoredField(Fields.OWNER, source.owner().value()));
  }

  private static long millis(java.util.Optional<Instant> instant, long otherwise) {
    return instant.map(Instant::toEpochMilli).orElse(otherwise);
  }

  private static void facet(Document document, Facet facet, String value) {
    String cut = TermStream.cut(value);
    document.add(new StringField(Fields.facet(facet), cut, Field.Store.NO));
    document.add(new SortedDocValuesField(Fields.facet(facet), new BytesRef(cut)));
  }

  private static void terms(List<Word> words, List<String> terms) {
    for (Word word : words) {
      if (word.sort() != Word.Sort.FUNCTION) {
        terms.add(word.term());
      }
    }
  }

  /** A word of one character has no pair of its own. */
  private static void single(List<Word> words, List<String> bigrams) {
    for (Word word : words) {
      if (word.surface().length() == 1 && word.sort() != Word.Sort.FUNCTION) {
        bigrams.add(word.surface());
      }
    }
  }

  private static void readings(List<Word> words, List<String> readings) {
    for (Word word : words) {
      if (word.isContent() && word.reading().length() > 1) {
        readings.add(word.reading());
      }
    }
  }

  private static List<String> codes(SearchDocument source) {
    List<String> codes = new ArrayList<>();
    codes.add(Codes.of(source.key().id()));
    source.codes().forEach(code -> codes.add(Codes.of(code)));
    return codes;
  }

  private static void add(Document document, String field, List<String> terms, FieldType type) {
    document.add(new Field(field, new TermStream(terms), type));
  }
}
