package org.madoguchi.demo.seed.internal;

import java.util.Random;
import org.madoguchi.demo.seed.internal.SeedPeople.Person;
import org.madoguchi.demo.shared.WrittenCase;

/** Turns the words of a case into those of one citizen and one member of staff. */
final class SeedTexts {
  private static final String[] OPENINGS = {
    "お世話になっております。%sに住んでいる%sと申します。",
    "はじめまして。%sの%sです。",
    "いつもありがとうございます。%sの%sです。",
    "突然のご連絡失礼します。%s在住の%sです。"
  };
  private static final String[] REASONS = {
    "平日は仕事で市役所に行けないため、メールでご連絡しました。",
    "高齢の母に代わってお尋ねします。",
    "ホームページも見たのですが、自分の場合に当てはまるのか分かりませんでした。",
    "引っ越してきたばかりで、どちらに聞けばよいか分からず、こちらにお送りしました。",
    "以前お電話したときにはつながらなかったので、こちらからお願いします。",
    "期限が近いようでしたら、早めに教えていただけると助かります。",
    "小さい子どもがいるので、できれば一度で済ませたいと思っています。"
  };
  private static final String[] CLOSINGS = {
    "お忙しいところ恐れ入りますが、よろしくお願いいたします。", "ご回答をお待ちしています。", "お手数をおかけしますが、よろしくお願いします。", "よろしくお願いいたします。"
  };
  private static final String[] NOTES = {
    "%sあて、担当課に確認済み。回答案を作成中。", "同じ内容の問い合わせが今週%d件目。FAQの見直しを提案する。", "本人確認済み。折り返しは17時以降を希望。",
    "過去の応対履歴あり。経緯を踏まえて回答すること。", "担当課へ電話で確認。問題ないとのこと。", "添付の様式を案内。記入例の場所も伝える。"
  };
  private static final String[] AGAIN = {
    "早速のご回答ありがとうございます。追加で、代理の者が手続きする場合に必要なものも教えてください。",
    "ありがとうございました。よく分かりました。土曜日の窓口でもできますか。",
    "ご丁寧にありがとうございます。手数料は現金だけでしょうか。",
    "書類を郵送しました。届きましたらご連絡いただけますか。",
    "説明のとおりにしてみましたが、途中の画面で止まってしまいました。"
  };
  private static final String[] ANSWERED_AGAIN = {
    "ご連絡ありがとうございます。\n代理の方がお越しになる場合は、委任状と、代理の方の本人確認書類をお持ちください。委任状の様式は市ホームページからダウンロードできます。",
    "お問い合わせありがとうございます。\n第2・第4土曜日の8時30分から12時まで、本庁舎1階の窓口でも受け付けています。混み合う時間帯は10時から11時ごろです。",
    "手数料は、現金のほか、クレジットカードと各種のキャッシュレス決済をご利用いただけます。支所では一部ご利用いただけないものがあります。",
    "書類を受け取りました。内容を確認し、不足がある場合のみ3開庁日以内にお電話いたします。",
    "ご不便をおかけしております。ブラウザーを最新のものにして、もう一度お試しください。うまくいかない場合は、郵送でも受け付けております。"
  };

  String asked(WrittenCase c, String body, Person citizen, Random random) {
    String own = body.replace(SeedHistory.NAME, citizen.name());
    if (c.language().startsWith("en")) {
      return own;
    }
    if (c.isSpoken()) {
      return random.nextInt(3) > 0
          ? own
          : own + "\n(" + citizen.place() + "の方、" + (2 + random.nextInt(7)) + "0代くらい)";
    }
    String opening = String.format(any(OPENINGS, random), "みほん市" + citizen.place(), citizen.name());
    String reason = random.nextBoolean() ? "\n" + any(REASONS, random) : "";
    return opening
        + reason
        + "\n\n"
        + own
        + "\n\n"
        + any(CLOSINGS, random)
        + "\n\n"
        + citizen.name()
        + "\n電話 "
        + citizen.phone();
  }

  String subject(String subject, Person citizen, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> subject + "(" + citizen.place() + ")";
      case 1 -> "【至急】" + subject;
      case 2 -> subject + "について";
      default -> subject;
    };
  }

  String note(WrittenCase c, Random random) {
    return !c.note().isBlank() && random.nextBoolean()
        ? c.note()
        : any(NOTES, random).replace("%s", c.section()).replace("%d", "" + (2 + random.nextInt(8)));
  }

  String answer(WrittenCase c, Person citizen, Random random) {
    return c.isSpoken() || random.nextInt(3) == 0 || c.language().startsWith("en")
        ? c.answer()
        : citizen.name() + " 様\n\nお問い合わせありがとうございます。\n" + c.answer() + "\n\nみほん市コンタクトセンター";
  }

  String askedAgain(WrittenCase c, Person citizen, Random random) {
    return c.followup() != null && random.nextBoolean()
        ? c.followup().body().replace(SeedHistory.NAME, citizen.name())
        : any(AGAIN, random);
  }

  String answeredAgain(WrittenCase c, Random random) {
    return c.followup() != null && random.nextBoolean()
        ? c.followup().answer()
        : any(ANSWERED_AGAIN, random);
  }

  private static String any(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }
}
