package org.madoguchi.tickets.internal;

import java.util.Map;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;

/** Two small towns. */
final class FakeDirectory extends MemoryDirectory {
  FakeDirectory() {
    furnish(People.MIHON);
    furnish(People.AOBA);
    employ("suzuki", "鈴木 美咲", "すずき みさき", People.OPERATOR);
    employ("takahashi", "高橋 健", "たかはし けん", People.COLLEAGUE);
    employ("mori", "森 京子", "もり きょうこ", People.SUPERVISOR);
    employ("kato", "加藤 実", "かとう みのる", People.PENSION_STAFF);
    employ("ishii", "石井 翔", "いしい しょう", People.AOBA_OPERATOR);
  }

  private void furnish(MunicipalityId town) {
    town(town, Map.of());
    section(town, People.PENSION, "保険年金課");
    section(town, People.TAX, "市民税課");
    category(town, "nenkin", "年金", People.PENSION);
  }

  private void employ(String login, String name, String kana, AccessScope scope) {
    staff(login, name, kana, true, scope.grants());
  }
}
