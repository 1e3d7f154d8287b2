package org.madoguchi.assistant.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.assistant.AssistantUnavailable;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.SuggestRequest;
import org.madoguchi.assistant.Suggestions;
import org.madoguchi.assistant.Summary;
import org.madoguchi.assistant.internal.rest.AssistantResource;
import org.madoguchi.assistant.internal.rest.Views.NewText;
import org.madoguchi.assistant.internal.rest.Views.SuggestedView;
import org.madoguchi.assistant.internal.rest.Views.SuggestionsView;
import org.madoguchi.assistant.internal.rest.Views.SummaryView;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.ToldConversations;

/** Who is asked, and what becomes of it when that one is away; through the addresses. */
public class AssistantsTest {
  private static final MunicipalityId MIHON = new MunicipalityId("mihon");
  private static final String TICKET = "mihon-2026-000001";
  private static final String ANSWERED = "mihon-2026-000002";
  private static final AccessScope OPERATOR =
      AccessScope.of(
          new StaffId("suzuki"), List.of(new Grant(MIHON, Role.OPERATOR, SectionId.NONE)));

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-02T01:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Answers, or says that it cannot. */
  private static final class Outside implements AnswerAssistant {
    private boolean away;
    private boolean broken;
    private int asked;
    private Conversation last;

    @Override
    public String name() {
      return "outside";
    }

    @Override
    public boolean serves(MunicipalityId municipality) {
      return municipality.equals(MIHON);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws AssistantUnavailable {
      throw new AssistantUnavailable("not for this");
    }

    @Override
    public Summary summarise(Conversation conversation) throws AssistantUnavailable {
      asked++;
      last = conversation;
      if (broken) {
        throw new IllegalStateException("a mistake");
      }
      if (away) {
        throw new AssistantUnavailable("no answer");
      }
      return new Summary("外から", "", "");
    }
  }

  private boolean restricted;

  private final ToldConversations tickets =
      new ToldConversations() {
        @Override
        public Optional<Told> told(AccessScope scope, TicketRef ticket, int most) {
          return ticket.toString().equals(TICKET)
              ? Optional.of(
                  new Told(
                      ticket,
                      "住民票",
                      List.of(new Said(Speaker.CITIZEN, "住民票の取り方を教えてください。")),
                      Set.of("山田"),
                      restricted))
              : Optional.empty();
        }

        @Override
        public Set<TicketRef> answered(AccessScope scope, Collection<TicketRef> refs) {
          return Set.of(TicketRef.parse(ANSWERED).orElseThrow());
        }
      };

  private final Map<String, String> settings = new HashMap<>();
  private final Hands clock = new Hands();
  private final Outside outside = new Outside();
  private final FakeIndex index = new FakeIndex();
  private Assistants assistants;
  private AssistantResource rest;

  @Before
  public void open() {
    EmbeddedAssistant embedded = new EmbeddedAssistant();
    embedded.index = index;
    assistants =
        new Assistants(embedded, new MemoryDirectory().town(MIHON, settings), tickets, clock);
    assistants.installed = List.of(embedded, outside);
    rest = new AssistantResource(assistants);
  }

  private SummaryView summary() {
    return rest.summarise(OPERATOR, TICKET);
  }

  private List<String> findings() {
    return new AssistantHealth(assistants)
        .findings(Locale.JAPANESE).stream().map(f -> f.code()).toList();
  }

  private static void problem(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  @Test
  @Covers({"F11", "K10"})
  public void withoutASettingNothingLeavesTheHouse() {
    SummaryView summary = summary();
    assertEquals("住民票の取り方を教えてください。", summary.request());
    assertEquals("embedded", summary.assistant());
    assertEquals(null, summary.away());
    assertTrue(summary.proposal());
    assertEquals(0, outside.asked);
    assertEquals(List.of(), findings());
  }

  @Test
  @Covers({"I5", "K7"})
  public void restrictedTicketNeverLeavesTheHouse() {
    settings.put("assistant", "outside");
    restricted = true;
    assertEquals("embedded", summary().assistant());
    assertEquals(null, summary().away());
    assertEquals(0, outside.asked);
  }

  @Test
  public void theOneAMunicipalityChoseIsAsked() {
    settings.put("assistant", " outside ");
    settings.put("assistant.summaryCharacters", "120");
    assertEquals("outside", summary().assistant());
    assertEquals("外から", summary().request());
    assertEquals(120, outside.last.longest());
    assertEquals(Set.of("山田"), outside.last.personal());
    settings.put("assistant.summaryCharacters", "5");
    summary();
    assertEquals(80, outside.last.longest());
    settings.put("assistant.summaryCharacters", "viele");
    summary();
    assertEquals(200, outside.last.longest());
  }

  @Test
  @Covers("K10")
  public void whereTheChosenOneIsAwayTheEmbeddedOneAnswersAndItIsTold() {
    settings.put("assistant", "outside");
    outside.away = true;
    SummaryView summary = summary();
    assertEquals("embedded", summary.assistant());
    assertEquals("outside", summary.away());
    assertEquals("住民票の取り方を教えてください。", summary.request());
    assertEquals(List.of("assistant-away"), findings());
    outside.away = false;
    assertEquals("outside", summary().assistant());
    assertEquals(List.of(), findings());
  }

  @Test
  public void afterSomeFailuresItIsLeftAloneForAWhile() {
    settings.put("assistant", "outside");
    outside.broken = true;
    for (int i = 0; i < 10; i++) {
      assertEquals("embedded", summary().assistant());
    }
    assertEquals(Breaker.FAILURES, outside.asked);
    outside.broken = false;
    clock.now = clock.now.plus(Breaker.PAUSE).minusMillis(1);
    assertEquals("embedded", summary().assistant());
    clock.now = clock.now.plusMillis(1);
    assertEquals("outside", summary().assistant());
    assertEquals("outside", summary().assistant());
  }

  @Test
  public void clockThatIsSetBackDoesNotProlongThePause() {
    settings.put("assistant", "outside");
    outside.away = true;
    for (int i = 0; i < 5; i++) {
      summary();
    }
    outside.away = false;
    clock.now = clock.now.minus(Duration.ofDays(1));
    assertEquals("outside", summary().assistant());
  }

  @Test
  public void oneThatIsNotInstalledIsAway() {
    settings.put("assistant", "nobody");
    assertEquals("embedded", summary().assistant());
    assertEquals("nobody", summary().away());
    assertEquals(List.of("assistant-away"), findings());
  }

  @Test
  @Covers("F11")
  public void articlesAndTicketsThatWereAnsweredAreProposed() {
    index.documents.add(new DocumentKey(DocumentKind.TICKET, TICKET));
    index.documents.add(new DocumentKey(DocumentKind.TICKET, ANSWERED));
    for (int i = 0; i < 9; i++) {
      index.documents.add(new DocumentKey(DocumentKind.ARTICLE, "" + i));
    }
    SuggestionsView proposed = rest.suggest(OPERATOR, new NewText("mihon", "住民票の取り方は？"));
    assertEquals("answered", proposed.state());
    assertEquals(
        List.of("0", "1", "2", "3", "4", ANSWERED),
        proposed.items().stream().map(SuggestedView::id).toList());
    assertEquals("article", proposed.items().get(0).kind());
    assertEquals("題 0", proposed.items().get(0).title());
  }

  @Test
  @Covers("I5")
  public void whatOneMayNotSeeIsNotThere() {
    problem(
        AssistantProblems.TICKET_NOT_FOUND, () -> rest.summarise(OPERATOR, "mihon-2026-000009"));
    problem(AssistantProblems.TICKET_NOT_FOUND, () -> rest.summarise(OPERATOR, "x".repeat(500)));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND, () -> rest.suggest(OPERATOR, new NewText("aoba", "住民票")));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> rest.suggest(OPERATOR, new NewText("no such!", "x")));
  }

  @Test
  public void badInputIsRefused() {
    problem(Problems.MALFORMED_BODY, () -> rest.suggest(OPERATOR, null));
    problem(Problems.INVALID_FIELDS, () -> rest.suggest(OPERATOR, new NewText("mihon", " ")));
    problem(
        Problems.INVALID_FIELDS,
        () -> rest.suggest(OPERATOR, new NewText("mihon", "あ".repeat(20_001))));
  }
}
