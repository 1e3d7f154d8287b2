package org.madoguchi.tickets.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.TicketEvent;

/** Writes decisions as events of the log, and reads their payloads. */
public final class Journal {
  /** The stream of changes to citizens; kept apart, its aggregates are no tickets. */
  public static final String CITIZENS = "citizens";

  public static final String CITIZEN_EDITED = "CitizenEdited";

  /** Two citizens turned out to be one; each is told of the other. */
  public static final String CITIZEN_MERGED = "CitizenMerged";

  /** They are two after all. */
  public static final String CITIZEN_SEPARATED = "CitizenSeparated";

  /** Which of two merged citizens an event is about. */
  public enum Side {
    /** Who goes on in the other one, or did. */
    GOING,
    STAYING
  }

  private static final int VERSION = 1;

  /** From the second on their access columns say who sees the citizen. */
  private static final int CITIZENS_VERSION = 2;

  private static final Set<Object> FINISHED =
      Arrays.stream(TicketStatus.values())
          .filter(status -> !status.isOpen())
          .map(Checks::written)
          .collect(Collectors.toSet());

  private static final ObjectMapper JSON = new ObjectMapper();

  private Journal() {}

  public static List<NewEvent> of(Decision decision, StaffId actor, Instant at) {
    List<NewEvent> events = new ArrayList<>(decision.events().size());
    long sequence = decision.firstSequence();
    for (TicketEvent event : decision.events()) {
      events.add(
          new NewEvent(
              TicketEvents.STREAM,
              decision.ticket().ref().toString(),
              sequence++,
              event.type(),
              VERSION,
              write(event.payload()),
              event.toldTo(decision.ticket().tag()),
              actor,
              at));
    }
    return events;
  }

  /**
   * Which fields of a citizen were edited; their contents are personal and stay out of the log. Who
   * is told is settled where the change is stored.
   */
  public static NewEvent citizenEdited(
      Citizen citizen, List<String> fields, StaffId actor, Instant at) {
    return new NewEvent(
        CITIZENS,
        aggregate(citizen),
        citizen.version() - 1,
        CITIZEN_EDITED,
        CITIZENS_VERSION,
        write(Map.of("fields", fields)),
        AccessTag.of(citizen.municipality()),
        actor,
        at);
  }

  /**
   * Of two citizens that are one now, or two again.
   *
   * @param fields what it changed of this one
   */
  public static NewEvent citizens(
      String type,
      Citizen citizen,
      List<String> fields,
      Side side,
      long other,
      StaffId actor,
      Instant at) {
    return new NewEvent(
        CITIZENS,
        aggregate(citizen),
        citizen.version() - 1,
        type,
        CITIZENS_VERSION,
        write(
            Map.of("fields", fields, "side", Checks.written(side), "other", Long.toString(other))),
        AccessTag.of(citizen.municipality()),
        actor,
        at);
  }

  /** The citizen's name in the stream of citizens. */
  public static String aggregate(Citizen citizen) {
    return citizen.municipality() + "/" + citizen.id();
  }

  /** Whether a ticket was taken over that nobody has to work on any more. */
  public static boolean isImportOfFinished(CommittedEvent event) {
    return event.type().equals(TicketEvents.IMPORTED)
        && FINISHED.contains(payload(event).get("status"));
  }

  /** The names of the fields that an edit of a citizen changed. */
  public static List<String> citizenFields(CommittedEvent event) {
    return payload(event).get("fields") instanceof List<?> fields
        ? fields.stream().map(Object::toString).toList()
        : List.of();
  }

  public static Map<String, Object> payload(CommittedEvent event) {
    try {
      return JSON.readValue(event.payload(), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event " + event.id() + " has no readable payload", e);
    }
  }

  /** The member {@code fields} of a payload of {@link TicketEvents#EDITED}. */
  public static Map<String, FieldChange> fields(Map<String, Object> payload) {
    Map<String, FieldChange> fields = new LinkedHashMap<>();
    if (payload.get("fields") instanceof Map<?, ?> written) {
      written.forEach(
          (field, change) -> {
            if (change instanceof List<?> pair && pair.size() == 2) {
              fields.put(
                  field.toString(),
                  new FieldChange(pair.get(0).toString(), pair.get(1).toString()));
            }
          });
    }
    return fields;
  }

  private static String write(Map<String, Object> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload of plain values can always be written", e);
    }
  }
}
