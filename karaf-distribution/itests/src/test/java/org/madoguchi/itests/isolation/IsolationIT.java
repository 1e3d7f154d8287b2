package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.container.ContainerTest;
import org.madoguchi.itests.container.LiveStream;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.isolation.World.Person;
import org.madoguchi.testing.covers.Covers;

/**
 * Every operation of the OpenAPI document with every wrong caller: each is refused as the operation
 * says, learns nothing and changes nothing; and the right caller succeeds with the same request.
 * The right callers come last (by the methods' names): they use the records up.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class IsolationIT extends ContainerTest {
  private static final Set<String> OF_TICKETS = Set.of("ticket", "citizen", "entry", "attachment");

  /** What a section has for itself; a restricted ticket's people have none of it. */
  private static final Set<String> OF_SECTIONS =
      Set.of(
          "ticket",
          "citizen",
          "entry",
          "attachment",
          "template",
          "notice",
          "change",
          "article",
          "article-file",
          "article-import",
          "proposal");

  private static final String SEARCH = "madoguchi-search";

  private static World world;
  private static List<Operation> operations;

  private final Examples examples = new Examples(PASSWORD);
  private Attempts attempts;

  @Before
  public void makeTheWorld() throws Exception {
    if (world == null) {
      features.installFeature("madoguchi-channel-loopback");
      await("the loopback channel")
          .until(() -> suzuki.read("/api/channels").toString().contains("loopback-mihon"));
      Rows rows = Rows.in(context);
      world = new World(new Api().login("admin", PASSWORD), rows, PASSWORD).made();
      // fills its index with what the tables have now
      features.installFeature(SEARCH);
      await("the search")
          .until(
              () -> world.administrator().read("/api/search/index"),
              index -> index.at("/positions/tickets").asLong() > 0 && !index.has("reason"));
      world.searched();
      operations = Operation.of(world.api("sato").read("/api/openapi.json"));
    }
    attempts = new Attempts(context, examples, world.owned);
  }

  @Test
  public void everyOperationAndEveryServletSaysWhoIsServed() throws Exception {
    List<String> silent = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.needs().isEmpty() == operation.own().isEmpty()) {
        silent.add(operation + ": who may call it");
      }
      Set<String> named = new HashSet<>();
      operation.inPath().forEach(r -> named.add("{" + r.name() + "}"));
      for (String part : operation.path().split("/")) {
        if (part.startsWith("{") && !named.contains(part)) {
          silent.add(operation + ": what " + part + " names");
        }
      }
    }
    JsonNode document = world.api("sato").read("/api/openapi.json");
    for (JsonNode servlet : document.get("x-madoguchi-servlets")) {
      String pattern = servlet.get("pattern").asText();
      String servedTo = servlet.path("servedTo").asText();
      if (!servedTo.matches("anybody|monitoring|logged-in")) {
        silent.add(pattern + ": whom it serves");
        continue;
      }
      int status = new Api().get(pattern.replace("*", "nothing")).statusCode();
      if (servedTo.equals("logged-in") != (status == 401 && !pattern.equals("/api/session"))) {
        silent.add(pattern + " is for " + servedTo + " and answers a stranger with " + status);
      }
    }
    assertEquals(List.of(), silent);
    assertTrue("operations: " + operations.size(), operations.size() > 35);
  }

  @Test
  @Covers({"I5", "K7"})
  public void whoeverIsNotLoggedInAnyMoreGetsNothing() throws Exception {
    Map<String, Api> strangers = world.strangers();
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            for (var stranger : strangers.entrySet()) {
              HttpResponse<String> answer =
                  attempts.ask(operation, stranger.getValue(), world.owned);
              attempts.expect(operation, stranger.getKey(), answer, 401, "unauthenticated");
            }
          }
        });
  }

  @Test
  @Covers("K7")
  public void withoutItsTokenNoSessionChangesAnything() throws Exception {
    Api without = world.api("sato").withCsrfToken("");
    Api foreign =
        world
            .api("sato")
            .withCsrfToken(world.api("aoki").read("/api/session").get("csrfToken").asText());
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            if (operation.changes()) {
              HttpResponse<String> none = attempts.ask(operation, without, world.owned);
              attempts.expect(operation, "no CSRF token", none, 403, "csrf-token-wrong");
              HttpResponse<String> others = attempts.ask(operation, foreign, world.owned);
              attempts.expect(operation, "another's CSRF token", others, 403, "csrf-token-wrong");
            }
          }
        });
  }

  @Test
  @Covers({"I5", "K7"})
  public void aTokenDoesOnlyWhatWasLeftToIt() throws Exception {
    Set<String> all = new TreeSet<>(world.person("sato").permissions());
    Api everything = World.program(world.api("sato"), Map.of());
    Api elsewhere = World.program(world.api("futari"), Map.of("municipality", "aoba"));
    Person aoba = new Person("futari's token for aoba", elsewhere, all, Set.of());
    Map<Set<String>, Api> tokens = new java.util.HashMap<>();
    for (Operation operation : operations) {
      Set<String> left = new TreeSet<>(all);
      left.removeAll(operation.needs());
      if (!tokens.containsKey(left)) {
        tokens.put(left, World.program(world.api("sato"), Map.of("permissions", left)));
      }
    }
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            if (operation.own().isEmpty()) {
              Set<String> left = new TreeSet<>(all);
              left.removeAll(operation.needs());
              HttpResponse<String> answer = attempts.ask(operation, tokens.get(left), world.owned);
              attempts.expect(
                  operation, "a token without the permission", answer, 403, "forbidden");
              attempts.refused(operation, aoba, world.owned);
            } else if (operation.own().equals("in-person")) {
              HttpResponse<String> answer = attempts.ask(operation, everything, world.owned);
              attempts.expect(operation, "a token", answer, 403, "forbidden");
            }
          }
        });
  }

  @Test
  @Covers("I5")
  public void foreignMunicipalitiesAreNotThere() throws Exception {
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            for (String login : List.of("mori", "aoki", "akada")) {
              attempts.refused(operation, world.person(login), world.owned);
            }
          }
        });
    JsonNode counts = world.api("mori").read("/api/tickets/counts");
    assertEquals("counted elsewhere", world.countsElsewhere, counts);
  }

  @Test
  @Covers("I5")
  public void otherSectionsRecordsAreNotThere() throws Exception {
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            if (operation.isList()
                || operation.inPath().stream().anyMatch(r -> OF_SECTIONS.contains(r.to()))) {
              attempts.refused(operation, world.person("kubo"), world.owned);
            }
          }
        });
  }

  @Test
  @Covers("I5")
  public void restrictedRecordsAreNotThereForWhoeverSeesNormalOnesOnly() throws Exception {
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            if (operation.isList()
                || operation.inPath().stream().anyMatch(r -> OF_TICKETS.contains(r.to()))) {
              attempts.refused(operation, world.person("suzuki"), world.restricted);
              attempts.refused(operation, world.person("tanaka"), world.restricted);
              attempts.refused(operation, world.person("kubo"), world.restricted);
            }
          }
        });
  }

  @Test
  @Covers("I5")
  public void whoLacksThePermissionIsRefusedWhereTheyWork() throws Exception {
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            for (String login : List.of("suzuki", "tanaka", "kanri", "kubo", "sato")) {
              Person person = world.person(login);
              if (operation.own().isEmpty() && !person.may(operation)) {
                HttpResponse<String> answer = attempts.ask(operation, person.api(), world.owned);
                attempts.expect(operation, login, answer, 403, "forbidden");
              }
            }
          }
        });
  }

  @Test
  @Covers("I5")
  public void whatABodyNamesMustBeWithinReachToo() throws Exception {
    Person suzuki = world.person("suzuki");
    attempts.unchanged(
        () -> {
          for (Operation operation : operations) {
            for (Operation.Reference reference : operation.references()) {
              if (reference.in().equals("body") && suzuki.may(operation)) {
                String kind = reference.to();
                String beyond =
                    switch (kind) {
                      case "municipality" -> "aoba";
                      case "citizen" -> world.restricted.names().get("citizen");
                      case "attachment" -> world.restricted.names().get("upload");
                      default -> "";
                    };
                if (!beyond.isEmpty() && operation.own().isEmpty()) {
                  HttpResponse<String> answer =
                      attempts.naming(operation, suzuki.api(), reference, beyond);
                  String nobodys = kind.equals("municipality") ? "nirvana" : "987654321";
                  attempts.alike(
                      operation,
                      "suzuki naming " + reference.name(),
                      answer,
                      attempts.naming(operation, suzuki.api(), reference, nobodys));
                }
              }
            }
          }
        });
  }

  @Test
  @Covers("I5")
  public void theLiveStreamTellsOnlyWhatOneMaySee() throws Exception {
    Api program =
        World.program(world.api("sato"), Map.of("permissions", List.of("directory-read")));
    try (LiveStream kubo = LiveStream.open(world.api("kubo"));
        LiveStream suzuki = LiveStream.open(world.api("suzuki"));
        LiveStream mori = LiveStream.open(world.api("mori"));
        LiveStream sato = LiveStream.open(world.api("sato"));
        LiveStream narrow = LiveStream.open(program)) {
      String owned = world.owned.names().get("ticket");
      String restricted = world.restricted.names().get("ticket");
      note(owned);
      note(restricted);
      String last = Calls.openByHand(world.api("sato"), "mihon", "最後");
      sato.awaitEventOf(restricted);
      sato.awaitEventOf(last);
      suzuki.awaitEventOf(last);
      String end = Calls.openByHand(world.api("mori"), "aoba", "あおばの最後");
      mori.awaitEventOf(end);
      assertTrue(suzuki.events().stream().anyMatch(e -> e.aggregate().equals(owned)));
      assertFalse(suzuki.events().stream().anyMatch(e -> e.aggregate().equals(restricted)));
      assertTrue(mori.events().stream().allMatch(e -> e.municipality().equals("aoba")));
      for (LiveStream deaf : List.of(kubo, narrow)) {
        assertTrue(
            deaf.events().stream()
                .noneMatch(e -> Set.of(owned, restricted, last, end).contains(e.aggregate())));
      }
    }
  }

  private void note(String ref) throws Exception {
    World.done(
        world
            .api("sato")
            .send(
                "POST",
                "/api/tickets/" + ref + "/notes",
                Map.of("requestId", UUID.randomUUID().toString(), "text", "追記")));
  }

  /**
   * What was edited is as before, what was merged is taken apart, and a deleted view brought back,
   * before anything is done to it. Whoever ends sessions, their own perhaps, does it last; the own
   * ones at the very end.
   */
  private static int turn(Operation operation) {
    if (operation.path().startsWith("/views/{id}")) {
      return operation.method().equals("DELETE") ? -2 : operation.method().equals("POST") ? -1 : 0;
    }
    if (operation.path().startsWith("/search-synonyms/{municipality}/{id}")) {
      return operation.method().equals("DELETE") ? 0 : -1;
    }
    if (operation.path().endsWith("/restore")) {
      return -3;
    }
    if (operation.path().startsWith("/merges") || operation.path().contains("/merged/")) {
      return operation.method().equals("PUT") ? -2 : -1;
    }
    return operation.path().equals("/sessions")
        ? 2
        : operation.path().startsWith("/sessions") ? 1 : 0;
  }

  @Test
  @Covers("I5")
  public void zTheRightCallerSucceedsWithTheSameRequest() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<Operation> inOrder = new ArrayList<>(operations);
    inOrder.sort(Comparator.comparing(IsolationIT::turn));
    for (Operation operation : inOrder) {
      boolean directory = !operation.needs().isEmpty() && !world.person("sato").may(operation);
      Api right =
          operation.everywhere() ? world.administrator() : world.api(directory ? "kanri" : "sato");
      if (operation.namesA("session")) {
        world.owned.names().put("session", world.anotherSession());
      }
      String path = Examples.path(operation, world.owned);
      String version = "\"1\"";
      if (operation.headers().contains("If-Match")) {
        String record =
            path.replaceFirst("/(restore|steps)$", "")
                .replaceFirst("^/api/splits/", "/api/tickets/");
        version = right.get(record).headers().firstValue("ETag").orElse(version);
      }
      HttpResponse<String> answer = examples.send(operation, right, path, world.owned, version);
      // there is nothing to go back to in a container that was never changed
      boolean let =
          operation.namesA("plugin") && answer.body().contains("no-previous-version")
              // nor is there a mail channel that reads what is enclosed
              || operation.id().equals("files.readFile") && answer.body().contains("no-preview")
              // what the specimen holds is sent already
              || operation.path().startsWith("/replies") && answer.body().contains("reply-gone")
              // nobody knows the code of a secret that was shown to somebody else
              || operation.path().matches("/second-factor/(confirm|recovery-codes)")
                  && answer.body().contains("problem:second-factor-");
      if (answer.statusCode() / 100 != 2 && !let) {
        wrong.add(operation + " by its right caller: " + answer.statusCode() + " " + answer.body());
      }
      Map<String, String> headers =
          Map.of(
              "X-Content-Type-Options", "nosniff",
              "Cache-Control", "no-store",
              "Content-Security-Policy", "default-src 'none'");
      headers.forEach(
          (name, value) -> {
            List<String> sent = answer.headers().allValues(name);
            if (sent.size() != 1 || !sent.get(0).contains(value)) {
              wrong.add(operation + " with " + name + ": " + sent);
            }
          });
    }
    features.uninstallFeature(SEARCH);
    assertEquals("", String.join("\n", wrong));
    world.settle();
  }
}
