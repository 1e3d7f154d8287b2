package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.isolation.World.Person;
import org.madoguchi.itests.isolation.World.Specimen;
import org.osgi.framework.BundleContext;

/**
 * Requests of wrong callers, and whether each was refused as the operation says, told nothing and
 * changed nothing. What was wrong is kept until the end, so that one run tells all of it.
 */
final class Attempts {
  private final Examples examples;
  private final BundleContext context;
  private final Specimen owned;
  private final List<String> wrong = new ArrayList<>();
  private int asked;

  /**
   * @param owned what the callers' requests name where they may name anything
   */
  Attempts(BundleContext context, Examples examples, Specimen owned) {
    this.context = context;
    this.examples = examples;
    this.owned = owned;
  }

  HttpResponse<String> ask(Operation operation, Api caller, Specimen specimen) throws Exception {
    asked++;
    return examples.send(operation, caller, Examples.path(operation, specimen), specimen, "\"1\"");
  }

  HttpResponse<String> naming(
      Operation operation, Api caller, Operation.Reference reference, String value)
      throws Exception {
    asked++;
    ObjectNode body = (ObjectNode) Api.json(examples.body(operation, owned));
    String[] names = reference.name().split("\\.");
    ObjectNode place = body;
    for (int i = 0; i < names.length - 1; i++) {
      place = place.withObject("/" + names[i]);
    }
    String last = names[names.length - 1];
    if (last.endsWith("[]")) {
      place.putArray(last.replace("[]", "")).add(value);
    } else {
      place.put(last, value);
    }
    return caller.sendText(
        operation.method(), Examples.path(operation, owned), body.toString(), "If-Match", "\"1\"");
  }

  /** As for something nobody has, or as for somebody without the permission; and no trace of it. */
  void refused(Operation operation, Person caller, Specimen specimen) throws Exception {
    if (!operation.own().isEmpty() && operation.inPath().isEmpty()) {
      return; // about the caller alone, and nothing of it names anybody else
    }
    HttpResponse<String> answer = ask(operation, caller.api(), specimen);
    noTrace(operation, caller.login(), answer, specimen);
    if (!caller.may(operation)) {
      expect(operation, caller.login(), answer, 403, "forbidden");
    } else if (!operation.inPath().isEmpty()) {
      HttpResponse<String> nothing =
          examples.send(
              operation,
              caller.api(),
              Examples.pathOfNothing(operation, specimen),
              specimen,
              "\"1\"");
      alike(operation, caller.login(), answer, nothing);
    } else if (operation.changes()) {
      expect(operation, caller.login(), answer, 404, "municipality-not-found");
    } else {
      for (String state : operation.states()) {
        String query = Examples.path(operation, specimen) + "?limit=200&state=" + state;
        noTrace(operation, caller.login() + " " + query, caller.api().get(query), specimen);
        asked++;
      }
      for (Operation.Reference reference : operation.inQuery()) {
        if (!specimen.names().containsKey(reference.to())) {
          continue; // nothing of this kind belongs to it
        }
        String query = Examples.query(operation, reference, specimen);
        HttpResponse<String> narrowed = caller.api().get(query);
        asked++;
        noTrace(operation, caller.login() + " " + query, narrowed, specimen);
      }
    }
  }

  void noTrace(Operation operation, String caller, HttpResponse<String> answer, Specimen specimen) {
    for (String trace :
        List.of(specimen.mark(), specimen.names().get("ticket"), "loopback-mihon")) {
      boolean own = trace.equals("loopback-mihon") && !specimen.mark().equals(World.OWNED);
      boolean asWritten = answer.body().contains("\"detail\"");
      if (!own && !asWritten && answer.body().contains(trace)) {
        wrong.add(operation + " tells " + caller + " of " + trace + ": " + answer.body());
      }
    }
  }

  /** The same answer, but for what the caller wrote into the request and the number in the log. */
  void alike(
      Operation operation, String caller, HttpResponse<String> one, HttpResponse<String> other) {
    JsonNode first = Api.json(one.body());
    JsonNode second = Api.json(other.body());
    boolean client = one.statusCode() == 404 || one.statusCode() == 400;
    if (!client
        || one.statusCode() != other.statusCode()
        || !first.path("type").equals(second.path("type"))
        || !first.path("errors").equals(second.path("errors"))) {
      wrong.add(operation + " by " + caller + ": " + one.body() + " but " + other.body());
    }
  }

  void expect(
      Operation operation, String caller, HttpResponse<String> answer, int status, String type) {
    boolean problem =
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/problem+json");
    if (answer.statusCode() != status
        || !problem
        || !answer.body().contains("\"urn:madoguchi:problem:" + type + "\"")) {
      wrong.add(
          operation
              + " by "
              + caller
              + ": "
              + answer.statusCode()
              + " "
              + answer.body()
              + ", not "
              + status
              + " "
              + type);
    }
  }

  /** What must change nothing. */
  interface Requests {
    void run() throws Exception;
  }

  void unchanged(Requests requests) throws Exception {
    Rows rows = Rows.in(context);
    Set<String> before = rows.atRest();
    requests.run();
    Set<String> after = rows.all();
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(after);
    after.removeAll(before);
    assertEquals(wrong.size() + " wrong", "", String.join("\n", wrong));
    assertEquals("rows that went", Set.of(), gone);
    assertEquals("rows that came", Set.of(), after);
    assertTrue("requests: " + asked, asked > 5);
  }
}
