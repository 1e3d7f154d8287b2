package org.madoguchi.itests.instance;

import java.util.Map;
import java.util.TreeMap;

/** みほん市 and あおば町 with their sections and staff, as files below the instance's folder. */
public final class MihonCity {
  private MihonCity() {}

  /** Path to content. */
  public static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "etc/org.madoguchi.municipality-mihon.cfg",
        """
        slug=mihon
        code=999911
        name=みほん市
        timeZone=Asia/Tokyo
        languages=ja,en
        reply.undoSeconds=0
        mail.remoteImages=on-request
        portal.enabled=true
        portal.contact.phone=0000-00-0000
        """);
    files.put(
        "etc/org.madoguchi.municipality-aoba.cfg",
        """
        slug=aoba
        code=999920
        name=あおば町
        timeZone=Asia/Tokyo
        languages=ja
        reply.undoSeconds=600
        """);
    files.put(
        "etc/directory/mihon/sections.csv",
        """
        code,name,kana,parent,kind,phone,opens,closes,description
        mihon,みほん市,みほんし,,city,,,,
        shimin,市民部,しみんぶ,mihon,department,,,,
        shimin-madoguchi,市民窓口課,しみんまどぐちか,shimin,section,2214,08:30,17:15,
        shigen,資源循環課,しげんじゅんかんか,mihon,section,2300,08:30,17:15,
        kouen,公園緑地課,こうえんりょくちか,mihon,section,2400,08:30,17:15,
        """);
    files.put(
        "etc/directory/mihon/staff.csv",
        """
        login,name,kana,mail,language,role,section
        suzuki,鈴木 美咲,すずき みさき,suzuki@city.mihon.example,ja,OPERATOR,
        ogawa,小川 真由,おがわ まゆ,ogawa@city.mihon.example,ja,OPERATOR,
        sato,佐藤 恵子,さとう けいこ,sato@city.mihon.example,ja,SUPERVISOR,
        tanaka,田中 大輔,たなか だいすけ,tanaka@city.mihon.example,ja,SECTION_STAFF,shimin-madoguchi
        """);
    files.put(
        "etc/directory/aoba/staff.csv",
        """
        login,name,kana,mail,language,role,section
        mori,森 由美,もり ゆみ,mori@town.aoba.example,ja,OPERATOR,
        """);
    return files;
  }
}
