package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.core.Response;
import org.junit.Before;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.internal.Desk;
import org.madoguchi.web.internal.json.Json;

/** A test of the resources over a whole room: what they answer, as JSON, and what they refuse. */
public abstract class RestTest extends DatabaseMatrix {
  Desk desk;
  TicketResource tickets;
  CitizenResource citizens;
  ReplyResource replies;

  @Before
  public final void openDesk() {
    desk = new Desk(database());
    tickets = desk.rest.tickets;
    citizens = desk.rest.citizens;
    replies = desk.rest.replies;
  }

  static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  static JsonNode body(Response response) {
    return json(response.getEntity());
  }

  static DomainException problem(ProblemType type, ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(type, thrown.type());
    return thrown;
  }

  /** The fields that are refused, all at once. */
  static Set<String> fields(ThrowingRunnable attempt) {
    Set<String> fields = new TreeSet<>();
    problem(Problems.INVALID_FIELDS, attempt).fields().stream()
        .map(FieldProblem::field)
        .forEach(fields::add);
    return fields;
  }
}
