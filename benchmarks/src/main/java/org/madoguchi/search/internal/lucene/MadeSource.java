package org.madoguchi.search.internal.lucene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.spi.DocumentSource;

/**
 * Articles or tickets made up of what offices and citizens say; the same number is the same text.
 */
final class MadeSource implements DocumentSource {
  static final MunicipalityId TOWN = new MunicipalityId("oomihon");

  /** Messages of a ticket. */
  static final int MESSAGES = 4;

  private static final int SENTENCES_OF_ARTICLE = 14;
  private static final Instant FIRST = Instant.parse("2016-04-01T00:00:00Z");
  private static final List<Synonyms.Group> GROUPS = Synonyms.ours();
  private static final List<String> DEEDS =
      List.of("申請", "届出", "再交付", "減免", "相談", "予約", "変更", "取消し", "支払い", "証明");
  private static final List<String> SENTENCES =
      List.of(
          "%sの%sについて教えてください。",
          "先日、%sの%sをしたのですが、まだ連絡がありません。",
          "%sは平日の午前8時30分から午後5時15分まで、%sの窓口で受け付けます。",
          "家族が代わりに%sの%sをするときは、委任状が必要ですか。",
          "%sの手数料は300円です。%sには本人確認書類をお持ちください。",
          "令和8年4月1日から%sの様式が変わり、%sは郵送でもできるようになりました。",
          "引っ越してきたばかりで、%sをどこで%sすればよいか分かりません。",
          "担当課に確認したところ、%sの%sは来週の火曜日までに終わるとのことでした。",
          "母が%sをなくしました。%sの方法と、かかる日数を知りたいです。",
          "お問い合わせの%sですが、%sのあとで改めてご連絡します。");

  private final DocumentKind kind;
  private final int count;

  MadeSource(DocumentKind kind, int count) {
    this.kind = kind;
    this.count = count;
  }

  /** A word of an office or of a citizen. */
  static String word(Random random) {
    List<String> words = GROUPS.get(random.nextInt(GROUPS.size())).words();
    return words.get(random.nextInt(words.size()));
  }

  static String deed(Random random) {
    return DEEDS.get(random.nextInt(DEEDS.size()));
  }

  private static String sentences(Random random, int howMany) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < howMany; i++) {
      String sentence = SENTENCES.get(random.nextInt(SENTENCES.size()));
      text.append(String.format(sentence, word(random), deed(random)));
    }
    return text.toString();
  }

  private SearchDocument document(int number) {
    Random random = new Random(number * 31L + kind.ordinal());
    boolean article = kind == DocumentKind.ARTICLE;
    SectionId section = new SectionId("section" + random.nextInt(110));
    Audience audience =
        article
            ? Audience.everybody(TOWN)
            : Audience.readers(
                Permission.TICKET_READ,
                new AccessTag(
                    TOWN,
                    section,
                    random.nextInt(20) == 0 ? Confidentiality.RESTRICTED : Confidentiality.NORMAL));
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < (article ? 1 : MESSAGES); i++) {
      messages.add(sentences(random, article ? SENTENCES_OF_ARTICLE : 1 + random.nextInt(4)));
    }
    return SearchDocument.of(
            key(number),
            audience,
            word(random) + "の" + deed(random) + (article ? "について" : ""),
            FIRST.plusSeconds(random.nextInt(300_000_000)))
        .conclusion(article ? sentences(random, 1) : "")
        .body(String.join("\n", messages))
        .category("category" + random.nextInt(60))
        .owner(section)
        .popularity(random.nextInt(500))
        .build();
  }

  private DocumentKey key(int number) {
    return new DocumentKey(kind, String.format("oomihon-2026-%08d", number));
  }

  private static int number(DocumentKey key) {
    return Integer.parseInt(key.id().substring(key.id().lastIndexOf('-') + 1));
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(kind);
  }

  @Override
  public Set<String> streams() {
    return Set.of();
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    return List.of();
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> keys) {
    return keys.stream().map(key -> document(number(key))).toList();
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    int from = after.map(MadeSource::number).orElse(0) + 1;
    return IntStream.range(from, Math.min(from + limit, count + 1)).mapToObj(this::key).toList();
  }
}
