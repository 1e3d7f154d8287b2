package org.madoguchi.assistant.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words by which one hears what a sentence is for. Pure functions. */
final class Cues {
  private static final int SHORTEST = 5;
  private static final Pattern FILLER =
      Pattern.compile(
          "^(?:はい|ええ|もう|えー?|あの[うー]?(?:ですね)?|いえ|いいえ|あのう?|え[ー]?っ?とね?|ええと|えーと|そうですね|そうなんです(?:ね|か|けど)?|なるほど|そうですか"
              + "|すみません(?:が)?|すいません(?:が)?|恐れ入ります(?:が)?|申し訳(?:ございません|ありません)(?:が)?|お手数ですが"
              + "|あっ?|では|それでは|じゃあ?|で|かしこまりました|承知(?:いた)?しました|(?:わ|分)かりました|助かりました"
              + "|(?:どうも)?ありがとうございま(?:す|した)|もしもし|お待たせ(?:いた)?しました|よかったです?)(?:[、。，,！!…\\s]+|$)");
  private static final Pattern FORMULA =
      Pattern.compile(
          "^(?:.{0,20}お世話になっ(?:て|ており).*|はじめまして.*|初めて(?:メール|ご連絡).*|突然の(?:メール|ご連絡).*|こん(?:にち|ばん)は.*"
              + "|おはよう.*|拝啓.*|敬具.*|.{0,12}(?:よろしく|宜しく).{0,16}|以上、?.{0,16}|.{0,14}お忙しい(?:ところ|中).{0,20}"
              + "|失礼(?:いた)?します.*|お電話.{0,4}ありがとう.*|.{0,24}お問い?合わ?せ.{0,8}ありがとう.*|.{0,10}ご連絡.{0,6}ありがとう.*"
              + "|.{0,14}ご(?:意見|投稿|提案|指摘).{0,10}ありがとう.*|.{0,20}少々お待ち.*|ちょっと聞いて.{0,8}|.{0,20}(?:入電|受電|来電)。?|.{0,20}と申します.*|.{0,14}(?:様|御中|ご担当者様?)。?"
              + "|.{0,20}(?:センター|市役所|課|係).{0,6}(?:です|でございます)。?|.{0,8}担当(?:の|は).{0,12}(?:です|でございます)。?"
              + "|(?:この|こちら)?(?:度|たび)は.{0,24}(?:申し訳|おわび|お詫び|ありがとう).*|.{0,16}ご(?:不便|迷惑|心配).{0,20}(?:申し訳|おわび|お詫び).*"
              + "|ほかに.{0,24}|他に.{0,24}(?:ございますか|ありますか).{0,4}|引き続き.{0,30}|今後とも.*|ご不明な(?:点|こと).*|また何か.*|お気軽に.*|(?:dear|hello|hi|thank"
              + " you|thanks|best regards|sincerely|regards|kind regards)\\b.{0,60})$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WISH =
      Pattern.compile(
          "たい(?:の|ん)(?:です|だ)|たいと(?:思|考え)|たいです|たいとの|ほしい|欲しい|お願い(?:でき|したい)|(?:て|で)(?:もらえ|いただけ|頂け|くれ)"
              + "|教えて|知りたい|どう(?:したら|すれば|やって|なって|いう)|どこ[でにへがを]|どこの|いつ(?:から|まで|ごろ|に|です)|いくら|必要(?:でしょうか|ですか|なもの)"
              + "|何[がを](?:必要|持)|(?:でき|られ|もらえ|もら)ますか|(?:でしょう|です|ます)か|相談|問い?合わ?せ|確認したい|(?:して|改善して)ください|要望|苦情|申し出|希望|提案|とのこと|という(?:電話|内容|相談)|\\?|？|would"
              + " like|could you|can i|how (?:do|can|much)|please|where|when",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TROUBLE =
      Pattern.compile(
          "なくし|紛失|忘れ|届か(?:ない|なか)|来(?:ない|ません|なか)|壊れ|困っ|できな(?:い|く|か)|開か(?:ない|なか|ず)|進まな|わから(?:ない|なく)|分から(?:ない|なく)|間違|消え|危な|うるさ|散らか|回収され|引っ越|転入|転出|生まれ|亡くな|退職|not"
              + " (?:been|work|arriv)|lost|broken|moved");
  private static final Pattern ANSWER =
      Pattern.compile(
          "ください|下さい|(?:でき|いただけ|られ)(?:ます|ません)|難しい|(?:必要|不要)(?:です|に|と|は|が)|お持ち|持参|窓口|手数料|無料|円|までに|まで(?:です|に|と)|受け付け|受付|お手続き|手続き"
              + "|ご利用|対象|提出|申請|届出|発行|ご案内|案内(?:し|済)|説明(?:し|済)|お伝え|回答し|対応し|手配|お申し?込み|ダウンロード|ホームページ|\\d|[０-９]|になります|となります|なっています|なっております|you"
              + " (?:can|need)|please|yen|office|free");
  private static final Pattern TOLD =
      Pattern.compile("(?:案内|説明|回答|返答|お伝え|伝え|対応|了承|謝罪|おわび|手配|登録|変更|受付)(?:し(?:た|て|ました)|済)");
  private static final Pattern LEFT =
      Pattern.compile(
          "折り?返|(?:後日|改めて|あらためて|追って|本日中|明日|今週中|週明け|次回|来週).{0,40}(?:ます|予定|こと|する)|(?:確認|調査|検討|手配|依頼|点検|報告|共有)"
              + "(?:し|を行い|のうえ|の上).{0,30}(?:ます|連絡|回答|予定)|お調べ(?:し|いたし)|ご連絡(?:し|いたし|さし|差し)|お電話(?:し|いたし|さし|差し)|(?:郵送|お送り|送付|発送)"
              + "(?:し|いたし)ます|引き継|申し伝え|伺(?:い|わせ)ます|うかがい(?:ます|ます。)|(?:取|とり)次|転送(?:し|いたし)|担当(?:課|部署|者)(?:から|に|へ)|要(?:連絡|確認|折)|待ち|未(?:対応|処理|回答)|予定(?:です|。|$)|we"
              + " will|will (?:call|send|contact)");
  private static final Pattern FIRM =
      Pattern.compile("(?:ます|ました|予定|こと|依頼|連絡|済み?|待ち|です|する|した|回答)(?:ので.{0,20})?[。.]?$");
  private static final Pattern ASKS =
      Pattern.compile("(?:(?:ます|ました|ません|です|でした|でしょう)か|[？?])[。？?]?$");
  private static final Pattern IDENTITY =
      Pattern.compile(
          "(?:お名前|ご住所|生年月日|お電話番号|電話番号|ご連絡先|お客様番号|お名前とご).{0,20}(?:お(?:願い|聞かせ|教え|伺)|いただ|ください|よろしい)");
  private static final Pattern LEADS_TO =
      Pattern.compile("(?:のですが|んですが|んですけど|ですけど|のですけど|けれども)[。、]?$");

  private Cues() {}

  /** Without the words one begins with while one thinks. */
  static String bare(String sentence) {
    String bare = sentence;
    for (Matcher m = FILLER.matcher(bare); m.find(); m = FILLER.matcher(bare)) {
      bare = bare.substring(m.end());
    }
    return bare;
  }

  /** Whether it says nothing a record needs: greetings, thanks, names, words of agreement. */
  static boolean isEmpty(String bare) {
    return Plain.letters(bare).length() < SHORTEST || FORMULA.matcher(bare).matches();
  }

  static boolean wishes(String s) {
    return WISH.matcher(s).find();
  }

  static boolean tellsTrouble(String s) {
    return TROUBLE.matcher(s).find() || LEADS_TO.matcher(s).find();
  }

  static boolean answers(String s) {
    return ANSWER.matcher(s).find();
  }

  static boolean tellsWhatWasDone(String s) {
    return TOLD.matcher(s).find();
  }

  static boolean leaves(String s) {
    return LEFT.matcher(s).find() && FIRM.matcher(s).find() && !asks(s);
  }

  static boolean asks(String s) {
    return ASKS.matcher(s).find();
  }

  static boolean asksWhoItIs(String s) {
    return IDENTITY.matcher(s).find();
  }
}
