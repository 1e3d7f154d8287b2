package org.madoguchi.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

public class EntityTagTest {
  @Test
  public void versionComesBackAsItWasGiven() {
    for (long version : new long[] {0, 7, 999_999_999_999_999_999L}) {
      assertEquals(version, EntityTag.version(EntityTag.of(version)));
    }
    assertEquals("made weak on its way", 7, EntityTag.version(" W/\"7\" "));
    assertEquals("without quotes", 7, EntityTag.version("7"));
  }

  @Test
  public void whatIsNoVersionIsToldSo() {
    for (String none : Arrays.asList(null, "", "  ")) {
      DomainException e = assertThrows(DomainException.class, () -> EntityTag.version(none));
      assertEquals(Problems.VERSION_REQUIRED, e.type());
    }
    for (String junk : Arrays.asList("*", "x", "\"-1\"", "\"1\", \"2\"", "9".repeat(19))) {
      DomainException e = assertThrows(junk, DomainException.class, () -> EntityTag.version(junk));
      assertEquals(Problems.INVALID_FIELDS, e.type());
      assertEquals("If-Match", e.fields().get(0).field());
    }
  }
}
