package org.madoguchi.directory.testkit;

import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;

public class MemoryDirectoryTest extends DirectoryContract {
  private static final MunicipalityId MIHON = new MunicipalityId("mihon");
  private static final MunicipalityId AOBA = new MunicipalityId("aoba");
  private static final SectionId PENSION = new SectionId("nenkin");

  private final Directory directory =
      new MemoryDirectory()
          .town(MIHON, Map.of())
          .town(AOBA, Map.of())
          .section(MIHON, PENSION, "保険年金課")
          .section(AOBA, PENSION, "年金係")
          .category(MIHON, "nenkin", "年金", PENSION)
          .staff("suzuki", "鈴木 美咲", "すずき みさき", true, operatorOf(MIHON))
          .staff("kato", "加藤 実", "かとう みのる", true, operatorOf(MIHON))
          .staff("left", "去った 人", "さった ひと", false, operatorOf(MIHON))
          .staff("ishii", "石井 翔", "いしい しょう", true, operatorOf(AOBA));

  private static Set<Grant> operatorOf(MunicipalityId town) {
    return Set.of(new Grant(town, Role.OPERATOR, SectionId.NONE));
  }

  @Override
  protected Directory directory() {
    return directory;
  }

  @Override
  protected MunicipalityId town() {
    return MIHON;
  }
}
