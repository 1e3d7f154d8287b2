package org.madoguchi.demo.seed.internal;

import java.util.ArrayList;
import java.util.List;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketImport.HistoricCitizen;

/** Fictitious people, each made from a number; the same number is the same person. */
final class SeedPeople {
  /** Somebody with a name in kanji, kana and Latin letters. */
  record Person(long number, String name, String kana, String latin) {
    /** Numbers that begin with 0 after the area code are given to nobody. */
    String phone() {
      String kind = number % 5 < 3 ? "090" : number % 5 == 3 ? "080" : "070";
      return String.format("%s-0%03d-%04d", kind, number / 10_000 % 1_000, number % 10_000);
    }

    String mail() {
      return latin + number + "@" + PROVIDERS[(int) (number % PROVIDERS.length)] + ".example";
    }

    String place() {
      return PLACES[(int) (number % PLACES.length)];
    }

    HistoricCitizen asCitizen(String language, boolean byMail) {
      List<ContactPoint> contacts = new ArrayList<>();
      if (byMail || number % 3 > 0) {
        contacts.add(new ContactPoint(ContactPoint.Kind.MAIL, mail()));
      }
      if (!byMail || number % 2 == 0) {
        contacts.add(new ContactPoint(ContactPoint.Kind.PHONE, phone()));
      }
      return new HistoricCitizen(name, kana, language, contacts);
    }
  }

  private static final String[] PROVIDERS = {"docomo", "au", "softbank", "mail", "net", "web"};
  private static final String[] PLACES = {
    "中央1丁目", "中央2丁目", "東みほん1丁目", "東みほん3丁目", "西みほん2丁目", "西みほん4丁目", "南台1丁目", "南台3丁目", "港町2丁目",
    "川端1丁目", "川端3丁目", "光が丘2丁目", "光が丘5丁目", "緑町1丁目", "緑町4丁目", "桜台2丁目", "桜台6丁目", "本町1丁目", "本町3丁目",
    "旭町2丁目", "栄町1丁目", "栄町5丁目", "若葉3丁目", "富士見町1丁目", "富士見町4丁目", "松原2丁目"
  };
  private static final String[][] FAMILIES =
      names(
          "佐藤 さとう sato 鈴木 すずき suzuki 高橋 たかはし takahashi 田中 たなか tanaka 伊藤 いとう ito 渡辺 わたなべ watanabe"
              + " 山本 やまもと yamamoto 中村 なかむら nakamura 小林 こばやし kobayashi 加藤 かとう kato 吉田 よしだ yoshida 山田 やまだ yamada"
              + " 佐々木 ささき sasaki 山口 やまぐち yamaguchi 松本 まつもと matsumoto 井上 いのうえ inoue 木村 きむら kimura 林 はやし hayashi"
              + " 斎藤 さいとう saito 清水 しみず shimizu 山崎 やまざき yamazaki 森 もり mori 池田 いけだ ikeda 橋本 はしもと hashimoto"
              + " 阿部 あべ abe 石川 いしかわ ishikawa 山下 やました yamashita 中島 なかじま nakajima 石井 いしい ishii 小川 おがわ ogawa"
              + " 前田 まえだ maeda 岡田 おかだ okada 長谷川 はせがわ hasegawa 藤田 ふじた fujita 後藤 ごとう goto 近藤 こんどう kondo"
              + " 村上 むらかみ murakami 遠藤 えんどう endo 青木 あおき aoki 坂本 さかもと sakamoto 福田 ふくだ fukuda 太田 おおた ota"
              + " 西村 にしむら nishimura 藤井 ふじい fujii 金子 かねこ kaneko 岡本 おかもと okamoto 藤原 ふじわら fujiwara 三浦 みうら miura"
              + " 中野 なかの nakano 原田 はらだ harada 松田 まつだ matsuda 竹内 たけうち takeuchi 上田 うえだ ueda 田村 たむら tamura"
              + " 中川 なかがわ nakagawa 小野 おの ono 和田 わだ wada 石田 いしだ ishida 森田 もりた morita 内田 うちだ uchida");
  private static final String[][] GIVEN =
      names(
          "大輔 だいすけ daisuke 健 けん ken 翔 しょう sho 誠 まこと makoto 浩 ひろし hiroshi 隆 たかし takashi 直樹 なおき naoki"
              + " 学 まなぶ manabu 豊 ゆたか yutaka 進 すすむ susumu 清 きよし kiyoshi 修 おさむ osamu 拓也 たくや takuya 亮 りょう ryo"
              + " 蓮 れん ren 陽太 ようた yota 悠斗 ゆうと yuto 和也 かずや kazuya 正樹 まさき masaki 俊 しゅん shun 美咲 みさき misaki"
              + " 結衣 ゆい yui 陽菜 ひな hina 花 はな hana 恵 めぐみ megumi 愛 あい ai 由美子 ゆみこ yumiko 久美子 くみこ kumiko"
              + " 和子 かずこ kazuko 幸子 さちこ sachiko 洋子 ようこ yoko 恵子 けいこ keiko 裕子 ゆうこ yuko 真理 まり mari 麻衣 まい mai"
              + " 彩香 あやか ayaka 里奈 りな rina 優子 ゆうこ yuuko 千夏 ちなつ chinatsu 奈々 なな nana 悦子 えつこ etsuko 節子 せつこ setsuko"
              + " 聡子 さとこ satoko 智子 ともこ tomoko 明美 あけみ akemi 香織 かおり kaori 純 じゅん jun 葵 あおい aoi 凛 りん rin 楓 かえで kaede");

  private SeedPeople() {}

  static Person person(long number) {
    // neighbours in number are no neighbours in name
    long mixed = number * 0x9E3779B97F4A7C15L >>> 20;
    String[] family = FAMILIES[(int) (mixed % FAMILIES.length)];
    String[] given = GIVEN[(int) (mixed / FAMILIES.length % GIVEN.length)];
    return new Person(
        number, family[0] + " " + given[0], family[1] + " " + given[1], family[2] + "." + given[2]);
  }

  private static String[][] names(String words) {
    String[] all = words.split(" ");
    String[][] names = new String[all.length / 3][];
    for (int i = 0; i < names.length; i++) {
      names[i] = new String[] {all[3 * i], all[3 * i + 1], all[3 * i + 2]};
    }
    return names;
  }
}
