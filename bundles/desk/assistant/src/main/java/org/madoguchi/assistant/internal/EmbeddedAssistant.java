package org.madoguchi.assistant.internal;

import java.util.ArrayList;
import java.util.List;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.Conversation.Speaker;
import org.madoguchi.assistant.Conversation.Turn;
import org.madoguchi.assistant.SuggestRequest;
import org.madoguchi.assistant.Suggestions;
import org.madoguchi.assistant.Suggestions.State;
import org.madoguchi.assistant.Suggestions.Suggested;
import org.madoguchi.assistant.Summary;
import org.madoguchi.assistant.internal.text.Extract;
import org.madoguchi.assistant.internal.text.Plain;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchQuery;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Works with what is in the house: chooses sentences for a summary and asks the search. Needs no
 * model of a language, and is always there.
 */
@Component(service = {EmbeddedAssistant.class, AnswerAssistant.class})
public final class EmbeddedAssistant implements AnswerAssistant {
  public static final String NAME = "embedded";
  private static final int LONGEST_QUESTION = 200;

  /** What is so short is asked as it is: a word or two. */
  private static final int SHORT = 40;

  // The search is a plug-in of its own.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile SearchIndex index;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(MunicipalityId municipality) {
    return true;
  }

  @Override
  public Suggestions suggest(SuggestRequest request) {
    SearchIndex present = index;
    if (present == null) {
      return Suggestions.none(State.SEARCH_AWAY);
    }
    String question = question(request.text());
    if (question.isEmpty()) {
      return Suggestions.none(State.NOTHING_ASKED);
    }
    try {
      List<Suggested> items = new ArrayList<>(found(present, request, question, true));
      items.addAll(found(present, request, question, false));
      return new Suggestions(question, items, State.ANSWERED);
    } catch (DomainException unreadable) {
      return Suggestions.none(State.SEARCH_AWAY);
    }
  }

  private static String question(String text) {
    String asked = Extract.question(List.of(new Turn(Speaker.CITIZEN, text)), LONGEST_QUESTION);
    String whole = Plain.line(text, LONGEST_QUESTION);
    boolean word = whole.length() <= SHORT && !Plain.letters(whole).isEmpty();
    return asked.isEmpty() && word ? whole : asked;
  }

  private static List<Suggested> found(
      SearchIndex index, SuggestRequest request, String question, boolean articles) {
    // what stands between blanks must be found each: a sentence is one question
    SearchQuery query =
        SearchQuery.of(
                question.replaceAll("(?<=[^\\x00-\\x7f])\\s+|\\s+(?=[^\\x00-\\x7f])", ""),
                request.municipality(),
                request.visibility(),
                articles ? DocumentKind.ARTICLE : DocumentKind.TICKET)
            .page(0, request.most());
    return index.search(query).hits().stream()
        .map(hit -> new Suggested(hit.key(), hit.title().text(), hit.excerpt().text()))
        .toList();
  }

  @Override
  public Summary summarise(Conversation conversation) {
    return Extract.summary(conversation);
  }
}
