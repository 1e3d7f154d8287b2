package org.madoguchi.directory.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;

/** What every reader of the directory may rely on, whatever is in it. */
public abstract class DirectoryContract {
  private static final MunicipalityId NOWHERE = new MunicipalityId("nowhere");

  /**
   * A directory with two municipalities at least, and in {@link #town} sections, categories and
   * staff; the same at every call.
   */
  protected abstract Directory directory();

  protected abstract MunicipalityId town();

  @Test
  public void municipalitiesAreListedBySlugAndFoundOneByOne() {
    List<Municipality> all = directory().municipalities();
    assertTrue("two at least", all.size() >= 2);
    assertEquals(sorted(all, Comparator.comparing(m -> m.id().value())), all);
    for (Municipality one : all) {
      assertEquals(Optional.of(one), directory().municipality(one.id()));
    }
  }

  @Test
  public void sectionsAreThoseOfTheMunicipality() {
    List<Section> sections = directory().sections(town());
    assertFalse(sections.isEmpty());
    for (Section section : sections) {
      assertEquals(town(), section.municipality());
      assertEquals(Optional.of(section), directory().section(town(), section.id()));
    }
    assertEquals(Optional.empty(), directory().section(town(), new SectionId("no-such-section")));
  }

  @Test
  public void categoriesAreThoseOfTheMunicipality() {
    List<Category> categories = directory().categories(town());
    assertFalse(categories.isEmpty());
    for (Category category : categories) {
      assertEquals(town(), category.municipality());
      assertEquals(Optional.of(category), directory().category(town(), category.code()));
    }
    assertEquals(Optional.empty(), directory().category(town(), "no-such-category"));
  }

  @Test
  public void staffOfAMunicipalityAreTheActiveOnesWithAGrantThereByKana() {
    List<Staff> staff = directory().staffOf(town());
    assertFalse(staff.isEmpty());
    for (Staff one : staff) {
      assertTrue(one.active());
      assertTrue(
          one.id() + " has a grant there",
          one.grants().stream().anyMatch(g -> g.municipality().equals(town())));
      assertEquals(Optional.of(one), directory().staff(one.id()));
    }
    assertEquals(sorted(staff, Comparator.comparing(Staff::kana)), staff);
    assertEquals(Optional.empty(), directory().staff(new StaffId("no-such-person")));
  }

  @Test
  public void nothingIsKnownOfAnUnknownMunicipality() {
    assertEquals(Optional.empty(), directory().municipality(NOWHERE));
    assertEquals(List.of(), directory().sections(NOWHERE));
    assertEquals(List.of(), directory().categories(NOWHERE));
    assertEquals(List.of(), directory().staffOf(NOWHERE));
    SectionId known = directory().sections(town()).get(0).id();
    assertEquals(Optional.empty(), directory().section(NOWHERE, known));
    String code = directory().categories(town()).get(0).code();
    assertEquals(Optional.empty(), directory().category(NOWHERE, code));
  }

  private static <T> List<T> sorted(List<T> all, Comparator<? super T> order) {
    return all.stream().sorted(order).toList();
  }
}
