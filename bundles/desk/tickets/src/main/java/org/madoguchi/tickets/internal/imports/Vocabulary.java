package org.madoguchi.tickets.internal.imports;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/** The words of a municipality and of this product, in code and in Japanese, for one look. */
final class Vocabulary {
  private static final Map<String, TicketKind> KINDS =
      Map.ofEntries(
          Map.entry("問い合わせ", TicketKind.INQUIRY),
          Map.entry("問合せ", TicketKind.INQUIRY),
          Map.entry("問合わせ", TicketKind.INQUIRY),
          Map.entry("質問", TicketKind.INQUIRY),
          Map.entry("相談", TicketKind.INQUIRY),
          Map.entry("意見・提案", TicketKind.OPINION),
          Map.entry("意見", TicketKind.OPINION),
          Map.entry("提案", TicketKind.OPINION),
          Map.entry("要望", TicketKind.OPINION),
          Map.entry("苦情", TicketKind.COMPLAINT),
          Map.entry("クレーム", TicketKind.COMPLAINT),
          Map.entry("申込", TicketKind.APPLICATION),
          Map.entry("申し込み", TicketKind.APPLICATION),
          Map.entry("申請", TicketKind.APPLICATION),
          Map.entry("ページ報告", TicketKind.PAGE_REPORT));

  private static final Map<String, TicketStatus> STATUSES =
      Map.ofEntries(
          Map.entry("新規", TicketStatus.NEW),
          Map.entry("未着手", TicketStatus.NEW),
          Map.entry("受付", TicketStatus.NEW),
          Map.entry("対応中", TicketStatus.OPEN),
          Map.entry("処理中", TicketStatus.OPEN),
          Map.entry("未完了", TicketStatus.OPEN),
          Map.entry("未対応", TicketStatus.NEW),
          Map.entry("所管課回答待ち", TicketStatus.WAITING_DEPARTMENT),
          Map.entry("市民回答待ち", TicketStatus.WAITING_CITIZEN),
          Map.entry("折り返し予定", TicketStatus.CALLBACK_DUE),
          Map.entry("回答済み", TicketStatus.ANSWERED),
          Map.entry("回答済", TicketStatus.ANSWERED),
          Map.entry("完了", TicketStatus.CLOSED),
          Map.entry("対応済み", TicketStatus.CLOSED),
          Map.entry("対応済", TicketStatus.CLOSED),
          Map.entry("処理済", TicketStatus.CLOSED),
          Map.entry("終了", TicketStatus.CLOSED),
          Map.entry("resolved", TicketStatus.CLOSED),
          Map.entry("solved", TicketStatus.CLOSED));

  private static final Map<String, String> CHANNELS =
      Map.ofEntries(
          Map.entry("電話", "phone"),
          Map.entry("メール", "mail"),
          Map.entry("eメール", "mail"),
          Map.entry("電子メール", "mail"),
          Map.entry("email", "mail"),
          Map.entry("窓口", "counter"),
          Map.entry("来庁", "counter"),
          Map.entry("来所", "counter"),
          Map.entry("ファックス", "fax"),
          Map.entry("手紙", "letter"),
          Map.entry("郵便", "letter"),
          Map.entry("郵送", "letter"),
          Map.entry("はがき", "letter"),
          Map.entry("文書", "letter"),
          Map.entry("webフォーム", "form"),
          Map.entry("フォーム", "form"),
          Map.entry("web", "form"),
          Map.entry("ホームページ", "form"),
          Map.entry("意見箱", "opinion"),
          Map.entry("チャット", "chat"),
          Map.entry("その他", "other"));

  private static final Map<String, Author> AUTHORS =
      Map.ofEntries(
          Map.entry("市民", Author.CITIZEN),
          Map.entry("受信", Author.CITIZEN),
          Map.entry("問い合わせ", Author.CITIZEN),
          Map.entry("質問", Author.CITIZEN),
          Map.entry("in", Author.CITIZEN),
          Map.entry("inbound", Author.CITIZEN),
          Map.entry("職員", Author.STAFF),
          Map.entry("回答", Author.STAFF),
          Map.entry("送信", Author.STAFF),
          Map.entry("返信", Author.STAFF),
          Map.entry("out", Author.STAFF),
          Map.entry("outbound", Author.STAFF),
          Map.entry("メモ", Author.NOTE),
          Map.entry("内部メモ", Author.NOTE),
          Map.entry("記録", Author.NOTE));

  private static final Set<String> OWN_CHANNELS =
      Set.of(
          "phone",
          "mail",
          "counter",
          "fax",
          "letter",
          "form",
          "web-form",
          "portal",
          "opinion",
          "chat",
          "line",
          "other");

  private final Map<String, SectionId> sections = new HashMap<>();
  private final Map<String, String> categories = new HashMap<>();
  private final Map<String, StaffId> staff = new HashMap<>();
  private final Map<String, StaffId> mails = new HashMap<>();

  Vocabulary(Directory directory, MunicipalityId municipality) {
    Set<String> twice = new HashSet<>();
    for (Section section : directory.sections(municipality)) {
      if (section.kind() == Section.Kind.SECTION) {
        put(sections, twice, section.name(), section.id());
      }
    }
    directory.sections(municipality).stream()
        .filter(s -> s.kind() == Section.Kind.SECTION)
        .forEach(s -> sections.put(plain(s.id().value()), s.id()));
    twice.clear();
    List<Category> all = directory.categories(municipality);
    all.forEach(category -> put(categories, twice, category.name(), category.code()));
    all.forEach(category -> categories.put(plain(category.code()), category.code()));
    twice.clear();
    List<Staff> people = directory.staffOf(municipality);
    people.forEach(person -> put(staff, twice, person.name(), person.id()));
    people.forEach(person -> staff.put(plain(person.id().value()), person.id()));
    people.stream()
        .filter(person -> !person.mail().isBlank())
        .forEach(person -> mails.put(plain(person.mail()), person.id()));
  }

  /** What two have is nobody's name. */
  private static <T> void put(Map<String, T> known, Set<String> twice, String name, T value) {
    String plain = plain(name);
    if (known.putIfAbsent(plain, value) != null || twice.contains(plain)) {
      known.remove(plain);
      twice.add(plain);
    }
  }

  static String plain(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\u3000]", "")
        .toLowerCase(Locale.ROOT);
  }

  Optional<TicketKind> kind(String word) {
    return constant(TicketKind.class, word).or(() -> Optional.ofNullable(KINDS.get(plain(word))));
  }

  Optional<TicketStatus> status(String word) {
    return constant(TicketStatus.class, word)
        .or(() -> Optional.ofNullable(STATUSES.get(plain(word))));
  }

  Optional<Author> author(String word) {
    return constant(Author.class, word).or(() -> Optional.ofNullable(AUTHORS.get(plain(word))));
  }

  Optional<String> channel(String word) {
    String plain = plain(word);
    return OWN_CHANNELS.contains(plain)
        ? Optional.of(plain)
        : Optional.ofNullable(CHANNELS.get(plain));
  }

  Optional<SectionId> section(String word) {
    return Optional.ofNullable(sections.get(plain(word)));
  }

  Optional<String> category(String word) {
    return Optional.ofNullable(categories.get(plain(word)));
  }

  Optional<StaffId> staff(String word) {
    return Optional.ofNullable(staff.get(plain(word)));
  }

  /** Whose mail address it is. */
  Optional<StaffId> writer(String address) {
    return Optional.ofNullable(mails.get(plain(address)));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
    String plain = plain(word).replace('_', '-');
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> Checks.written(each).equals(plain))
        .findFirst();
  }
}
