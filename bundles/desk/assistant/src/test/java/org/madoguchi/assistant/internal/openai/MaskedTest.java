package org.madoguchi.assistant.internal.openai;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

public class MaskedTest {
  private final Masked masked =
      new Masked(Set.of("佐々木 花子", "ササキ ハナコ", "hanako@mail.example", "0466-00-1234"));

  @Test
  @Covers("K7")
  public void personalDataStayInTheHouse() {
    for (String personal :
        List.of(
            "佐々木花子",
            "佐々木　花子",
            "ささきはなこ",
            "ササキ　ハナコ",
            "hanako@mail.example",
            "taro.yamada@city.example.jp",
            "090-1234-5678",
            "09012345678",
            "０９０－１２３４－５６７８",
            "0466(00)1234",
            "03-1234-5678",
            "+81-90-1234-5678",
            "1234 5678 9012",
            "123456789012",
            "１２３４５６７８９０１２",
            "251-0054",
            "〒251-0054",
            "昭和60年4月1日",
            "S60.4.1",
            "1985/04/01",
            "1985年4月1日生まれ",
            "2026-004512",
            "朝日町1丁目2番3号",
            "本町2-4-15",
            "https://sns.example/hanako?id=1")) {
      String out = masked.mask("連絡先は" + personal + "、です。");
      assertFalse(personal + " in " + out, out.contains(personal));
      assertFalse(personal + " in " + out, out.matches(".*[0-9０-９]{3,}.*"));
      assertEquals("連絡先は" + personal + "、です。", masked.unmask(out));
    }
  }

  @Test
  public void namesAreToldByWhatFollowsThem() {
    for (String name : List.of("山田", "田中 一郎", "スミス", "鈴木")) {
      String out = masked.mask("先ほど" + "、" + name + "様から電話があった。");
      assertFalse(out, out.contains(name));
      assertFalse(masked.mask(name + "と申します。").contains(name));
    }
    assertFalse(masked.mask("Dear Mr. Smith, hello").contains("Smith"));
  }

  @Test
  public void theSameIsTheSamePlaceholderAndOthersAreOthers() {
    assertEquals("［電話1］と［電話2］と［電話1］", masked.mask("090-1111-2222と090-3333-4444と090-1111-2222"));
    assertEquals("［電話1］", masked.mask("090-1111-2222"));
  }

  @Test
  public void whatIsNotPersonalStays() {
    for (String text :
        List.of(
            "手数料は1通300円です。", "午前8時30分から午後5時15分まで。", "12月4日の木曜日に伺います。", "電話してください。", "令和8年度の申込み")) {
      assertEquals(text, masked.mask(text));
    }
  }

  @Test
  public void placeholderSomebodyWroteIsNone() {
    masked.mask("090-1111-2222");
    String out = masked.mask("［電話1］を教えて");
    assertEquals("[電話1]を教えて", masked.unmask(out));
  }
}
