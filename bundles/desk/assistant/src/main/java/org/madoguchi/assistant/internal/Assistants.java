package org.madoguchi.assistant.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.assistant.AssistantUnavailable;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.Conversation.Speaker;
import org.madoguchi.assistant.Conversation.Turn;
import org.madoguchi.assistant.SuggestRequest;
import org.madoguchi.assistant.Suggestions;
import org.madoguchi.assistant.Suggestions.Suggested;
import org.madoguchi.assistant.Summary;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Visibility;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.ToldConversations;
import org.madoguchi.tickets.ToldConversations.Told;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the assistant a municipality has chosen; where it cannot answer, the embedded one does. */
@Component(service = Assistants.class)
public final class Assistants {
  /** What a summary is made of: more of a conversation nobody reads either. */
  static final int LONGEST_CONVERSATION = 60_000;

  static final int SUGGESTED = 5;
  private static final int SHORTEST_SUMMARY = 80;
  private static final int LONGEST_SUMMARY = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(Assistants.class);

  /**
   * @param by the assistant that answered
   * @param away the one that was chosen, where another one had to answer
   */
  public record Answered<T>(T answer, String by, Optional<String> away) {}

  private interface Question<T> {
    T put(AnswerAssistant assistant) throws AssistantUnavailable;
  }

  private record Chosen(String name, MunicipalityId municipality) {}

  private final EmbeddedAssistant embedded;
  private final Directory directory;
  private final ToldConversations conversations;
  private final Clock clock;
  private final Map<Chosen, Breaker> breakers = new ConcurrentHashMap<>();

  // Installed, configured and removed while people work.
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public volatile List<AnswerAssistant> installed = List.of();

  @Activate
  public Assistants(
      @Reference EmbeddedAssistant embedded,
      @Reference Directory directory,
      @Reference ToldConversations conversations,
      @Reference Clock clock) {
    this.embedded = embedded;
    this.directory = directory;
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * What the record of a ticket needs.
   *
   * @throws DomainException ticket-not-found
   */
  public Answered<Summary> summary(AccessScope scope, TicketRef ref) {
    Told told =
        conversations
            .told(scope, ref, LONGEST_CONVERSATION)
            .orElseThrow(
                () -> new DomainException(AssistantProblems.TICKET_NOT_FOUND, ref.toString()));
    Conversation conversation =
        new Conversation(
            ref.municipality(),
            told.subject(),
            told.said().stream()
                .map(said -> new Turn(Speaker.valueOf(said.speaker().name()), said.text()))
                .toList(),
            told.personal(),
            longest(ref.municipality()));
    // what few may know of is nobody's outside, whatever the municipality has chosen
    return told.restricted()
        ? new Answered<>(embedded.summarise(conversation), EmbeddedAssistant.NAME, Optional.empty())
        : ask(ref.municipality(), assistant -> assistant.summarise(conversation));
  }

  /** Articles, and tickets that were answered, which may answer the text. */
  public Answered<Suggestions> suggestions(
      AccessScope scope, MunicipalityId municipality, String text) {
    SuggestRequest request =
        new SuggestRequest(municipality, Visibility.of(scope), text, SuggestRequest.MOST);
    Answered<Suggestions> answered = ask(municipality, assistant -> assistant.suggest(request));
    Suggestions all = answered.answer();
    Suggestions few = new Suggestions(all.question(), helpful(scope, all.items()), all.state());
    return new Answered<>(few, answered.by(), answered.away());
  }

  private List<Suggested> helpful(AccessScope scope, List<Suggested> items) {
    Set<TicketRef> tickets =
        items.stream()
            .filter(item -> item.key().kind() == DocumentKind.TICKET)
            .flatMap(item -> TicketRef.parse(item.key().id()).stream())
            .collect(Collectors.toSet());
    Set<String> answered =
        tickets.isEmpty()
            ? Set.of()
            : conversations.answered(scope, tickets).stream()
                .map(TicketRef::toString)
                .collect(Collectors.toSet());
    List<Suggested> articles =
        items.stream().filter(item -> item.key().kind() != DocumentKind.TICKET).toList();
    List<Suggested> alike =
        items.stream().filter(item -> answered.contains(item.key().id())).toList();
    return Stream.of(articles, alike).flatMap(some -> some.stream().limit(SUGGESTED)).toList();
  }

  private <T> Answered<T> ask(MunicipalityId municipality, Question<T> question) {
    String chosen = chosen(municipality);
    if (!chosen.equals(EmbeddedAssistant.NAME)) {
      Optional<T> answer =
          find(chosen, municipality).flatMap(a -> asked(a, municipality, question));
      if (answer.isPresent()) {
        return new Answered<>(answer.get(), chosen, Optional.empty());
      }
    }
    try {
      T answer = question.put(embedded);
      boolean instead = !chosen.equals(EmbeddedAssistant.NAME);
      return new Answered<>(
          answer, EmbeddedAssistant.NAME, instead ? Optional.of(chosen) : Optional.empty());
    } catch (AssistantUnavailable e) {
      throw new IllegalStateException("the embedded assistant is always there", e);
    }
  }

  private <T> Optional<T> asked(
      AnswerAssistant assistant, MunicipalityId municipality, Question<T> question) {
    Breaker breaker =
        breakers.computeIfAbsent(
            new Chosen(assistant.name(), municipality), chosen -> new Breaker());
    if (!breaker.lets(clock.instant())) {
      return Optional.empty();
    }
    try {
      T answer = question.put(assistant);
      if (breaker.answered()) {
        LOG.info("The assistant {} of {} answers again", assistant.name(), municipality);
      }
      return Optional.of(answer);
    } catch (AssistantUnavailable | RuntimeException e) {
      if (breaker.failed(clock.instant())) {
        // of a mistake of a plug-in its kind alone: its message may hold what was said
        String why = e instanceof AssistantUnavailable ? e.getMessage() : e.getClass().getName();
        LOG.warn(
            "The assistant {} of {} is away, the embedded one answers: {}",
            assistant.name(),
            municipality,
            why);
      }
      return Optional.empty();
    }
  }

  private Optional<AnswerAssistant> find(String name, MunicipalityId municipality) {
    return installed.stream()
        .filter(a -> a.name().equals(name) && a.serves(municipality))
        .findFirst();
  }

  private String chosen(MunicipalityId municipality) {
    return setting(municipality, "assistant").orElse(EmbeddedAssistant.NAME);
  }

  private int longest(MunicipalityId municipality) {
    return setting(municipality, "assistant.summaryCharacters")
        .filter(written -> written.matches("[0-9]{1,4}"))
        .map(Integer::parseInt)
        .map(n -> Math.max(SHORTEST_SUMMARY, Math.min(n, LONGEST_SUMMARY)))
        .orElse(Conversation.USUAL_LENGTH);
  }

  private Optional<String> setting(MunicipalityId municipality, String key) {
    return directory.municipality(municipality).flatMap(m -> m.setting(key)).map(String::strip);
  }

  /** Whether a municipality has chosen one that is not there, or that did not answer last. */
  boolean isAnyAway() {
    return directory.municipalities().stream().map(Municipality::id).anyMatch(this::isAway);
  }

  private boolean isAway(MunicipalityId municipality) {
    String name = chosen(municipality);
    if (name.equals(EmbeddedAssistant.NAME)) {
      return false;
    }
    Breaker breaker = breakers.get(new Chosen(name, municipality));
    return find(name, municipality).isEmpty() || breaker != null && breaker.isAway();
  }
}
