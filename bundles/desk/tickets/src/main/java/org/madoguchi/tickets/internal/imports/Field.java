package org.madoguchi.tickets.internal.imports;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a column of a file of old tickets may mean, with the headings that are taken for it. */
public enum Field {
  /** The number in the former system: rows with the same one are one ticket. */
  NUMBER(
      "番号",
      "案件番号",
      "受付番号",
      "管理番号",
      "整理番号",
      "旧番号",
      "id",
      "no",
      "number",
      "ticketid",
      "ticketnumber"),
  RECEIVED_AT(
      "受付日時",
      "受付日",
      "受信日時",
      "受信日",
      "登録日時",
      "登録日",
      "作成日時",
      "日時",
      "日付",
      "received",
      "receivedat",
      "created",
      "createdat",
      "openedat",
      "date"),
  SUBJECT("件名", "タイトル", "表題", "用件", "subject", "title", "summary"),
  TEXT(
      "本文",
      "内容",
      "問い合わせ内容",
      "問合せ内容",
      "質問",
      "質問内容",
      "相談内容",
      "意見内容",
      "text",
      "body",
      "description",
      "question",
      "message"),
  ANSWER("回答", "回答内容", "回答文", "応対内容", "対応内容", "処理内容", "answer", "reply", "response", "resolution"),
  NOTE("メモ", "備考", "内部メモ", "特記事項", "note", "notes", "memo", "remarks", "comment"),
  ENTRY_AUTHOR("発言者", "発信者区分", "種類", "履歴種別", "author", "entrytype", "direction"),
  ENTRY_AT("履歴日時", "応対日時", "対応日時", "発言日時", "entryat", "entrydate"),
  ENTRY_BY("応対者", "対応者", "記入者", "回答者", "entryby", "writtenby"),
  ANSWERED_AT("回答日時", "回答日", "answered", "answeredat", "repliedat"),
  CLOSED_AT(
      "完了日時", "完了日", "終了日", "処理日", "対応完了日", "closed", "closedat", "resolvedat", "completedat"),
  KIND("区分", "種別", "案件区分", "kind", "type"),
  STATUS("状態", "ステータス", "状況", "対応状況", "処理状況", "status", "state"),
  SECTION("課", "担当課", "所管課", "主管課", "所属", "部署", "section", "department", "group"),
  CATEGORY("分類", "カテゴリ", "カテゴリー", "大分類", "category"),
  CHANNEL("受付方法", "受付手段", "受付経路", "経路", "チャネル", "手段", "channel", "source", "via"),
  OWNER("担当者", "担当", "受付者", "owner", "assignee", "agent", "operator"),
  NAME("氏名", "名前", "申出者", "相談者", "問い合わせ者", "お名前", "name", "customer", "requester", "customername"),
  KANA("フリガナ", "ふりがな", "カナ", "氏名カナ", "kana"),
  MAIL("メール", "メールアドレス", "eメール", "mail", "email", "e-mail", "mailaddress"),
  PHONE("電話", "電話番号", "連絡先", "連絡先電話番号", "携帯電話", "phone", "tel", "telephone"),
  FAX("fax", "fax番号", "ファックス"),
  /** Kept as a note, with its heading: nothing of the former system is lost. */
  KEEP,
  IGNORE;

  private final List<String> headings;

  Field(String... headings) {
    this.headings = List.of(headings);
  }

  /** What a heading is taken for; what nobody knows is kept. */
  public static Field guessed(String heading) {
    String plain = plain(heading);
    return plain.isEmpty()
        ? IGNORE
        : Arrays.stream(values()).filter(f -> f.headings.contains(plain)).findFirst().orElse(KEEP);
  }

  private static String plain(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKC)
        .replaceAll("[\\s_()（）:：・\\[\\]]", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether several columns may be it. */
  boolean mayRepeat() {
    return this == KEEP || this == IGNORE;
  }
}
