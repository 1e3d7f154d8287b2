package org.madoguchi.directory.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.AOBA;
import static org.madoguchi.directory.internal.Node.KASUMI;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.rest.Views.Me;
import org.madoguchi.directory.internal.rest.Views.Membership;
import org.madoguchi.directory.internal.rest.Views.MunicipalityView;
import org.madoguchi.directory.internal.rest.Views.NewPassword;
import org.madoguchi.directory.internal.rest.Views.PasswordChange;
import org.madoguchi.directory.internal.rest.Views.SectionView;
import org.madoguchi.directory.internal.rest.Views.StaffView;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.ImportReport;
import org.madoguchi.testing.database.DatabaseMatrix;

public class DirectoryResourceTest extends DatabaseMatrix {
  private static final String HEADER = "login,name,kana,mail,language,role,section\n";
  private static final AccessScope EVERYWHERE =
      AccessScope.of(
          new StaffId("admin"),
          List.of(new Grant(MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE)));

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private DirectoryResource rest() {
    return node().rest;
  }

  private static void assertProblem(ProblemType type, ThrowingRunnable call) {
    assertSame(type, assertThrows(DomainException.class, call).type());
  }

  private ImportReport importStaff(AccessScope scope, String dryRun, String type, byte[] body)
      throws IOException {
    return rest()
        .importFile(
            scope, Locale.ENGLISH, "mihon", "staff", dryRun, type, new ByteArrayInputStream(body));
  }

  /** Suzuki answers for Mihon and Aoba; Kasumi has an organisation too. */
  private AccessScope operatorOfTwo() {
    node()
        .take(AOBA, Kind.STAFF, HEADER + "suzuki,鈴木 美咲,すずき みさき,suzuki@city.example,ja,OPERATOR,\n");
    node().take(KASUMI, Kind.SECTIONS, Node.SECTIONS);
    node().take(KASUMI, Kind.STAFF, HEADER + "hara,原 誠,はら まこと,,ja,OPERATOR,\n");
    return node().scopeOf("suzuki");
  }

  @Test
  public void operatorOfTwoMunicipalitiesSeesNothingOfAThird() {
    AccessScope suzuki = operatorOfTwo();
    Me me = rest().me(suzuki);
    assertEquals(
        List.of("aoba", "mihon"), me.municipalities().stream().map(Membership::slug).toList());
    assertEquals(List.of(), me.everywhere());
    assertEquals(
        List.of("aoba", "mihon"),
        rest().municipalities(suzuki, Locale.JAPANESE).stream()
            .map(MunicipalityView::slug)
            .toList());
    assertEquals(5, rest().sections(suzuki, "mihon").size());
    assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().sections(suzuki, "kasumi"));
    assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().staff(suzuki, "kasumi", "", ""));
    assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().categories(suzuki, "kasumi"));
    assertProblem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () ->
            rest()
                .importFile(
                    suzuki,
                    Locale.JAPANESE,
                    "kasumi",
                    "staff",
                    "true",
                    "text/csv",
                    new ByteArrayInputStream(new byte[0])));
    assertTrue(rest().staff(suzuki, "mihon", "hara", "").isEmpty());
  }

  @Test
  public void unknownMunicipalityAnswersAsAHiddenOneDoes() {
    AccessScope suzuki = node().scopeOf("suzuki");
    for (String slug : List.of("nowhere", "kasumi", "*", "", "Mihon", "../etc")) {
      assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().sections(suzuki, slug));
    }
    assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().sections(EVERYWHERE, "*"));
  }

  @Test
  public void meTellsRolesSectionsAndPermissions() {
    Me me = rest().me(node().scopeOf("kudo"));
    assertEquals("工藤 理沙", me.name());
    Membership mihon = me.municipalities().get(0);
    assertEquals("142051", mihon.code());
    assertEquals("Asia/Tokyo", mihon.timeZone());
    assertEquals(List.of("section-staff", "public-relations"), mihon.roles());
    assertEquals(List.of("madoguchi", "nenkin", "shimin-bu", "zei"), mihon.sections());
    assertTrue(mihon.permissions().contains("ticket-reply"));
    assertFalse(mihon.permissions().contains("directory-manage"));
  }

  @Test
  public void organisationAndCategoriesComeInTheirOwnOrder() {
    AccessScope suzuki = node().scopeOf("suzuki");
    SectionView section = rest().sections(suzuki, "mihon").get(2);
    assertEquals(
        new SectionView(
            "madoguchi", "市民窓口課", "しみんまどぐちか", "shimin-bu", "section", "2310", "8:30–17:15"),
        section);
    assertEquals("kurashi.jumin.konbini", rest().categories(suzuki, "mihon").get(2).code());
  }

  @Test
  public void staffAreFoundHoweverTheWordsAreTyped() {
    AccessScope suzuki = node().scopeOf("suzuki");
    for (String words : List.of("kudo", "ＫＵＤＯ", "工藤理沙", "クドウ　リサ", "くどう")) {
      List<StaffView> found = rest().staff(suzuki, "mihon", words, null);
      assertEquals(words, List.of("kudo"), found.stream().map(StaffView::id).toList());
    }
    assertEquals(3, rest().staff(suzuki, "mihon", null, null).size());
    assertEquals(1, rest().staff(suzuki, "mihon", null, "1").size());
    assertProblem(Problems.INVALID_FIELDS, () -> rest().staff(suzuki, "mihon", null, "many"));
  }

  @Test
  public void administratorsSeeWhyAMunicipalityFailed() {
    node()
        .municipalities
        .addConfiguration(Node.configuration("hidari", "000000", "ひだり市", Path.of("none")));
    MunicipalityView failed = rest().municipalities(EVERYWHERE, Locale.ENGLISH).get(3);
    assertEquals("failed", failed.state());
    assertEquals("hidari", failed.slug());
    assertEquals("org.madoguchi.municipality-hidari.cfg", failed.file());
    assertTrue(failed.problem().contains("\"code\" is \"000000\""));
    assertTrue(
        rest().municipalities(node().scopeOf("suzuki"), Locale.ENGLISH).stream()
            .allMatch(m -> m.state().equals("ready")));
  }

  @Test
  public void importTakesUtf8AndShiftJis() throws IOException {
    AccessScope admin = node().scopeOf("admin-mihon");
    String csv = Node.STAFF + "sato,佐藤 髙志①,さとう たかし,,ja,OPERATOR,\n";
    assertEquals(
        1, importStaff(admin, "true", "text/csv", csv.getBytes(StandardCharsets.UTF_8)).added());
    byte[] excel = csv.getBytes(Charset.forName("windows-31j"));
    ImportReport taken =
        importStaff(admin, null, "text/csv; charset=Shift_JIS; header=present", excel);
    assertTrue(taken.taken());
    assertEquals("佐藤 髙志①", node().directory.staff(new StaffId("sato")).orElseThrow().name());
    assertEquals(0, importStaff(admin, "true", "text/csv", excel).added());
    assertProblem(
        Problems.MALFORMED_BODY, () -> importStaff(admin, null, "text/csv;charset=UTF-8", excel));
    assertProblem(
        Problems.UNSUPPORTED_MEDIA_TYPE,
        () -> importStaff(admin, null, "text/csv;charset=UTF-16", excel));
  }

  @Test
  public void importReportsEveryBadLineInTheReadersLanguage() throws IOException {
    AccessScope admin = node().scopeOf("admin-mihon");
    String csv = HEADER + "a,一,,,,MAYOR,\nb,,,,,OPERATOR,\n";
    ImportReport outcome =
        importStaff(admin, "false", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    assertFalse(outcome.taken());
    assertEquals(2, outcome.badLines().size());
    assertEquals(
        new ImportReport.ReportedLine(
            2, "role", "not-allowed", "MAYOR", "Not one of the permitted values."),
        outcome.badLines().get(0));
  }

  @Test
  public void importRefusesWhatItCannotRead() {
    AccessScope admin = node().scopeOf("admin-mihon");
    byte[] tooMuch = new byte[DirectoryResource.LARGEST_FILE + 1];
    assertProblem(Problems.BODY_TOO_LARGE, () -> importStaff(admin, null, "text/csv", tooMuch));
    assertProblem(
        Problems.INVALID_FIELDS, () -> importStaff(admin, "yes", "text/csv", new byte[0]));
    assertProblem(
        Problems.NOT_FOUND,
        () ->
            rest()
                .importFile(
                    admin,
                    Locale.ENGLISH,
                    "mihon",
                    "rooms",
                    null,
                    "text/csv",
                    new ByteArrayInputStream(new byte[0])));
    assertProblem(
        Problems.FORBIDDEN,
        () -> importStaff(node().scopeOf("suzuki"), null, "text/csv", new byte[0]));
  }

  @Test
  public void passwordArraysAreWiped() {
    char[] password = "correct-horse".toCharArray();
    rest().setPassword(EVERYWHERE, "suzuki", new NewPassword(password));
    assertEquals("\0".repeat(13), new String(password));
    assertTrue(node().passwords.verify("suzuki", "correct-horse".toCharArray()).isPresent());
    assertProblem(
        Problems.INVALID_FIELDS,
        () -> rest().setPassword(EVERYWHERE, "no body", new NewPassword(new char[12])));
    assertProblem(Problems.MALFORMED_BODY, () -> rest().setPassword(EVERYWHERE, "suzuki", null));
  }

  @Test
  public void passwordsAreReadFromJson() throws IOException {
    String json = "{\"current\":\"correct-horse\",\"next\":\"みほん-battery\"}";
    PasswordChange change = new ObjectMapper().readValue(json, PasswordChange.class);
    assertEquals("correct-horse", new String(change.current()));
    assertEquals("みほん-battery", new String(change.next()));
  }

  @Test
  public void tokenIsShownOnce() {
    AccessScope suzuki = node().scopeOf("suzuki");
    Views.IssuedTokenView issued =
        rest().issueToken(suzuki, new Views.NewToken("夜間", null, null, "2026-12-01T00:00:00Z"));
    assertTrue(issued.token().startsWith("mdg_"));
    assertEquals("夜間", rest().tokens(suzuki).get(0).name());
    rest().withdrawToken(suzuki, Long.toString(issued.id()));
    assertTrue(rest().tokens(suzuki).isEmpty());
    assertProblem(Problems.NOT_FOUND, () -> rest().withdrawToken(suzuki, "x"));
  }
}
