package org.madoguchi.directory.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.directory.internal.changes.StaffChange;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tables.Outcome;

/**
 * Events of the stream {@value #STREAM}. Aggregates are {@code directory-<slug>} for a municipality
 * and {@code staff-<login>} for a person. Payloads hold codes and logins, never names or addresses
 * of people.
 */
public final class DirectoryEvents {
  public static final String STREAM = "directory";

  /** {@code kind, lines, added, changed, removed}. */
  public static final String IMPORTED = "MunicipalityDirectoryImported";

  /**
   * {@code code, changes}: of each field that changed the value before and the one after, as files
   * write them; of a new one the code is among them.
   */
  public static final String CATEGORY_CHANGED = "CategoryChanged";

  /** {@code municipality, granted, withdrawn}: lists of {@code role} or {@code role@section}. */
  static final String GRANTS_CHANGED = "StaffGrantsChanged";

  /** Name, kana or mail: {@code municipality} whose file did it. */
  static final String DETAILS_CHANGED = "StaffDetailsChanged";

  /** Empty; the actor tells whether it was the person. */
  static final String PASSWORD_CHANGED = "StaffPasswordChanged";

  /** Empty; the actor tells whether it was the person. */
  static final String SESSIONS_ENDED = "StaffSessionsEnded";

  /** Empty. */
  static final String SECOND_FACTOR_ENROLLED = "StaffSecondFactorEnrolled";

  /** Empty; the actor tells whether it was the person. */
  static final String SECOND_FACTOR_REMOVED = "StaffSecondFactorRemoved";

  /** {@code left}: how many there are still. */
  static final String RECOVERY_CODE_USED = "StaffRecoveryCodeUsed";

  /** Empty. */
  static final String RECOVERY_CODES_RENEWED = "StaffRecoveryCodesRenewed";

  /** {@code language}. */
  static final String LANGUAGE_CHANGED = "StaffLanguageChanged";

  /** {@code token, expiresAt}. */
  static final String TOKEN_ISSUED = "ApiTokenIssued";

  /** {@code token}. */
  static final String TOKEN_WITHDRAWN = "ApiTokenWithdrawn";

  /** After these a node must load the directory anew. */
  public static final Set<String> CHANGE_THE_SNAPSHOT =
      Set.of(IMPORTED, CATEGORY_CHANGED, GRANTS_CHANGED, DETAILS_CHANGED, LANGUAGE_CHANGED);

  /** Keeps a payload below the log's limit of 4,000 characters. */
  private static final int MOST_GRANTS_NAMED = 30;

  private static final ObjectMapper JSON = new ObjectMapper();

  private DirectoryEvents() {}

  public static String aggregateOf(MunicipalityId municipality) {
    return "directory-" + municipality;
  }

  public static NewEvent imported(
      MunicipalityId municipality,
      long sequence,
      Kind kind,
      Outcome outcome,
      StaffId actor,
      Instant at) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("kind", Checks.written(kind));
    payload.put("lines", outcome.lines());
    payload.put("added", outcome.added());
    payload.put("changed", outcome.changed());
    payload.put("removed", outcome.removed());
    return event(aggregateOf(municipality), sequence, IMPORTED, payload, municipality, actor, at);
  }

  /**
   * @param changes field → value before, value after; of a new one its code is among them
   */
  public static NewEvent categoryChanged(
      long sequence, Map<String, List<String>> changes, Category after, StaffId actor, Instant at) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("code", after.code());
    payload.put("changes", changes);
    MunicipalityId municipality = after.municipality();
    return event(
        aggregateOf(municipality), sequence, CATEGORY_CHANGED, payload, municipality, actor, at);
  }

  /** The members of an event's payload. */
  public static JsonNode payload(CommittedEvent event) {
    try {
      return JSON.readTree(event.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the log holds what was written as JSON", e);
    }
  }

  /**
   * @param person with the revision that becomes the event's sequence
   */
  public static NewEvent grantsChanged(
      StaffEntry person,
      MunicipalityId municipality,
      Collection<Grant> granted,
      Collection<Grant> withdrawn,
      StaffId actor,
      Instant at) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("municipality", municipality.value());
    payload.put("granted", named(granted));
    payload.put("withdrawn", named(withdrawn));
    return staffEvent(person, GRANTS_CHANGED, payload, municipality, actor, at);
  }

  /** See {@link #grantsChanged}. */
  public static NewEvent detailsChanged(
      StaffEntry person, MunicipalityId municipality, StaffId actor, Instant at) {
    Map<String, Object> payload = Map.of("municipality", municipality.value());
    return staffEvent(person, DETAILS_CHANGED, payload, municipality, actor, at);
  }

  public static NewEvent passwordChanged(StaffEntry person, StaffId actor, Instant at) {
    return staffEvent(person, PASSWORD_CHANGED, Map.of(), homeOf(person), actor, at);
  }

  public static NewEvent sessionsEnded(StaffEntry person, StaffId actor, Instant at) {
    return staffEvent(person, SESSIONS_ENDED, Map.of(), homeOf(person), actor, at);
  }

  public static NewEvent secondFactorEnrolled(StaffEntry person, Instant at) {
    StaffId who = person.staff().id();
    return staffEvent(person, SECOND_FACTOR_ENROLLED, Map.of(), homeOf(person), who, at);
  }

  public static NewEvent secondFactorRemoved(StaffEntry person, StaffId actor, Instant at) {
    return staffEvent(person, SECOND_FACTOR_REMOVED, Map.of(), homeOf(person), actor, at);
  }

  public static NewEvent recoveryCodeUsed(StaffEntry person, int left, Instant at) {
    Map<String, Object> payload = Map.of("left", left);
    StaffId who = person.staff().id();
    return staffEvent(person, RECOVERY_CODE_USED, payload, homeOf(person), who, at);
  }

  public static NewEvent recoveryCodesRenewed(StaffEntry person, Instant at) {
    StaffId who = person.staff().id();
    return staffEvent(person, RECOVERY_CODES_RENEWED, Map.of(), homeOf(person), who, at);
  }

  public static NewEvent languageChanged(StaffEntry person, StaffId actor, Instant at) {
    Map<String, Object> payload = Map.of("language", person.staff().language().toLanguageTag());
    return staffEvent(person, LANGUAGE_CHANGED, payload, homeOf(person), actor, at);
  }

  public static NewEvent tokenIssued(StaffEntry person, long token, Instant expiresAt, Instant at) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("token", token);
    payload.put("expiresAt", expiresAt.toString());
    return staffEvent(person, TOKEN_ISSUED, payload, homeOf(person), person.staff().id(), at);
  }

  public static NewEvent tokenWithdrawn(StaffEntry person, long token, Instant at) {
    return tokenWithdrawn(person, token, homeOf(person), person.staff().id(), at);
  }

  /** With somebody who may have no roles left that would tell the municipality. */
  public static NewEvent tokenWithdrawn(
      StaffEntry person, long token, MunicipalityId municipality, StaffId actor, Instant at) {
    Map<String, Object> payload = Map.of("token", token);
    return staffEvent(person, TOKEN_WITHDRAWN, payload, municipality, actor, at);
  }

  public static NewEvent changePlanned(StaffEntry person, StaffChange change) {
    Map<String, Object> payload = members(change);
    payload.put("kind", Checks.written(change.wanted().kind()));
    payload.put("on", change.wanted().on().toString());
    return changeEvent(person, StaffChangeEvents.PLANNED, payload, change.plannedBy(), change);
  }

  /** Cancelled or undone, as {@code type} says. */
  public static NewEvent changeTakenBack(
      StaffEntry person, String type, StaffChange change, StaffId actor) {
    return changeEvent(person, type, members(change), actor, change);
  }

  public static NewEvent changeEffective(StaffEntry person, StaffChange change) {
    Map<String, Object> payload = members(change);
    payload.put("kind", Checks.written(change.wanted().kind()));
    payload.put("on", change.wanted().on().toString());
    payload.put("tickets", Checks.written(change.wanted().tickets()));
    payload.put("successor", change.wanted().successor().value());
    payload.put("section", change.wanted().to().map(g -> g.section().value()).orElse(""));
    return changeEvent(person, StaffChangeEvents.EFFECTIVE, payload, StaffId.SYSTEM, change);
  }

  private static Map<String, Object> members(StaffChange change) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("change", change.id());
    payload.put("municipality", change.municipality().value());
    return payload;
  }

  private static NewEvent changeEvent(
      StaffEntry person,
      String type,
      Map<String, Object> payload,
      StaffId actor,
      StaffChange change) {
    Instant at = change.course().settledAt().orElse(change.plannedAt());
    return staffEvent(person, type, payload, change.municipality(), actor, at);
  }

  /** The only municipality a person works for, or the whole container. */
  private static MunicipalityId homeOf(StaffEntry person) {
    Set<MunicipalityId> all = person.municipalities();
    return all.size() == 1 ? all.iterator().next() : MunicipalityId.EVERY;
  }

  private static List<String> named(Collection<Grant> grants) {
    return grants.stream()
        .sorted(StaffEntry.GRANT_ORDER)
        .limit(MOST_GRANTS_NAMED)
        .map(g -> Checks.written(g.role()) + (g.section().isNone() ? "" : "@" + g.section()))
        .toList();
  }

  private static NewEvent staffEvent(
      StaffEntry person,
      String type,
      Map<String, Object> payload,
      MunicipalityId municipality,
      StaffId actor,
      Instant at) {
    String aggregate = StaffChangeEvents.AGGREGATE + person.staff().id();
    return event(aggregate, person.revision(), type, payload, municipality, actor, at);
  }

  private static NewEvent event(
      String aggregate,
      long sequence,
      String type,
      Map<String, Object> payload,
      MunicipalityId municipality,
      StaffId actor,
      Instant at) {
    AccessTag access = AccessTag.of(municipality);
    return new NewEvent(STREAM, aggregate, sequence, type, 1, json(payload), access, actor, at);
  }

  private static String json(Map<String, Object> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }
}
