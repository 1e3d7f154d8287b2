package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;

public class AccessTokensTest {
  private static final MunicipalityId OTHER = new MunicipalityId("yosono");
  private static final SectionId TAX = new SectionId("zei");
  private static final SectionId WASTE = new SectionId("gomi");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theIndexDecidesAsTheAccessScopeDoes() {
    for (Visibility visibility : visibilities()) {
      for (Audience audience : audiences()) {
        boolean common =
            !Collections.disjoint(AccessTokens.of(audience), AccessTokens.of(visibility));
        assertEquals(audience + " for " + visibility, visibility.shows(audience), common);
      }
    }
  }

  @Test
  public void aRecordIsShownAsItsTableShowsIt() {
    for (MunicipalityId municipality : List.of(Desk.MIHON, OTHER)) {
      for (AccessTag tag : tags(municipality)) {
        for (AccessScope scope : scopes()) {
          assertEquals(
              scope.may(Permission.TICKET_READ, tag),
              Visibility.of(scope).shows(Audience.readers(Permission.TICKET_READ, tag)));
        }
      }
    }
  }

  private static List<AccessScope> scopes() {
    List<AccessScope> scopes = new ArrayList<>(List.of(AccessScope.system()));
    for (Role role : Role.values()) {
      for (MunicipalityId municipality : List.of(Desk.MIHON, OTHER, MunicipalityId.EVERY)) {
        for (SectionId section : List.of(SectionId.NONE, TAX, WASTE)) {
          scopes.add(
              AccessScope.of(
                  new StaffId("hanako"), Set.of(new Grant(municipality, role, section))));
        }
      }
    }
    return scopes;
  }

  private static List<Visibility> visibilities() {
    List<Visibility> all = new ArrayList<>(List.of(Visibility.everybody()));
    scopes().forEach(scope -> all.add(Visibility.of(scope)));
    Reach here = new Reach(Desk.MIHON, TAX, Confidentiality.NORMAL, true);
    Reach everywhere = new Reach(MunicipalityId.EVERY, SectionId.NONE, Confidentiality.NORMAL);
    for (Reach tickets : List.of(here, everywhere)) {
      for (Reach citizens : List.of(here, everywhere)) {
        all.add(
            new Visibility(
                Map.of(
                    Permission.TICKET_READ, List.of(tickets),
                    Permission.CITIZEN_READ, List.of(citizens))));
      }
      all.add(new Visibility(Map.of(Permission.TICKET_READ, List.of(tickets))));
      all.add(new Visibility(Map.of(Permission.CITIZEN_READ, List.of(tickets))));
    }
    return all;
  }

  private static List<AccessTag> tags(MunicipalityId municipality) {
    List<AccessTag> tags = new ArrayList<>();
    for (SectionId section : List.of(SectionId.NONE, TAX, WASTE)) {
      for (Confidentiality level : Confidentiality.values()) {
        for (Set<SectionId> helping : List.of(Set.<SectionId>of(), Set.of(TAX), Set.of(WASTE))) {
          tags.add(new AccessTag(municipality, section, level, helping));
        }
      }
    }
    return tags;
  }

  private static List<Audience> audiences() {
    List<Audience> all = new ArrayList<>();
    for (MunicipalityId municipality : List.of(Desk.MIHON, OTHER)) {
      all.add(Audience.everybody(municipality));
      for (Permission permission : List.of(Permission.TICKET_READ, Permission.CHANNEL_MANAGE)) {
        all.add(Audience.staff(municipality, permission));
        for (Set<Permission> everywhere :
            List.of(Set.<Permission>of(), Set.of(Permission.KNOWLEDGE_WRITE))) {
          all.add(new Audience.Sections(municipality, permission, Set.of(TAX), everywhere));
          all.add(new Audience.Sections(municipality, permission, Set.of(TAX, WASTE), everywhere));
        }
        all.add(
            new Audience.Sections(
                municipality, permission, Set.of(), Set.of(Permission.KNOWLEDGE_WRITE)));
        tags(municipality).forEach(tag -> all.add(Audience.readers(permission, tag)));
      }
      tags(municipality)
          .forEach(tag -> all.add(new Audience.Acquainted(municipality, List.of(tag))));
      all.add(
          new Audience.Either(
              List.of(
                  Audience.staff(municipality, Permission.TEMPLATE_MANAGE),
                  Audience.readers(Permission.TICKET_WRITE, tags(municipality).get(0)))));
    }
    return all;
  }

  /** Hits, totals, facets, suggestions and proposed spellings alike. */
  @Test
  public void whatOneMayNotSeeLeavesNoTrace() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      AccessTag secret = new AccessTag(Desk.MIHON, TAX, Confidentiality.RESTRICTED);
      desk.put(
          SearchDocument.of(
                  new DocumentKey(DocumentKind.ARTICLE, "secret"),
                  Audience.readers(Permission.TICKET_READ, secret),
                  "贈収賄調査委員会の設置",
                  Desk.NOW)
              .category("himitsu")
              .owner(TAX)
              .build());
      Visibility staff = Visibility.of(scope(Role.SECTION_STAFF, TAX));
      assertEquals(List.of("secret"), Desk.ids(desk.engine.search(query("贈収賄調査", staff))));
      assertEquals(1, desk.engine.suggest(query("贈収賄", staff), 5).size());
      assertTrue(desk.engine.search(query("贈収賄調査委員開", staff)).meant().isPresent());

      for (Visibility other :
          List.of(
              Visibility.everybody(),
              Visibility.of(scope(Role.OPERATOR, SectionId.NONE)),
              Visibility.of(scope(Role.SECTION_STAFF, WASTE)),
              Visibility.of(scope(Role.ADMINISTRATOR, SectionId.NONE)))) {
        SearchAnswer answer = desk.engine.search(query("贈収賄調査", other));
        assertEquals(0, answer.total());
        assertEquals(List.of(), answer.hits());
        assertTrue(answer.facets().values().stream().allMatch(Map::isEmpty));
        assertEquals(List.of(), desk.engine.suggest(query("贈収賄", other), 5));
        assertFalse(desk.engine.search(query("贈収賄調査委員開", other)).meant().isPresent());
        assertEquals(0, desk.engine.search(query("", other)).total());
      }
    }
  }

  @Test
  public void anotherMunicipalitysDocumentsAreNotFound() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.put(Desk.article("1", "住民票の写し").build());
      Visibility all = Visibility.of(AccessScope.system());
      SearchQuery elsewhere = SearchQuery.of("住民票", OTHER, all);
      assertEquals(0, desk.engine.search(elsewhere).total());
      assertEquals(List.of(), desk.engine.suggest(elsewhere, 5));
    }
  }

  private static AccessScope scope(Role role, SectionId section) {
    return AccessScope.of(new StaffId("hanako"), Set.of(new Grant(Desk.MIHON, role, section)));
  }

  private static SearchQuery query(String text, Visibility visibility) {
    return SearchQuery.of(text, Desk.MIHON, visibility, DocumentKind.ARTICLE)
        .counting(Set.of(Facet.values()));
  }
}
