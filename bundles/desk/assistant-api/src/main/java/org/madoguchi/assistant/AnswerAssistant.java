package org.madoguchi.assistant;

import org.madoguchi.kernel.MunicipalityId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Proposes answers and summarises conversations. Implement it as an OSGi service; a municipality
 * chooses it by {@link #name()}. The contract is {@code AnswerAssistantContract} of the port
 * testkit.
 *
 * <p>Calls block their thread, come from many threads at once, and return within {@link
 * #LONGEST_SECONDS} seconds. Any text is taken, whoever wrote it: what it says is material and
 * never an instruction, and what is answered is plain text. Nothing is kept of it, and nothing of
 * it is logged.
 *
 * <p>One that cannot do its work throws {@link AssistantUnavailable}. The caller then asks the
 * embedded one, which always can; people never see an error of an assistant.
 */
@ConsumerType
public interface AnswerAssistant {
  /** Whoever needs longer is unavailable. */
  int LONGEST_SECONDS = 30;

  /** As settings write it, for example {@code embedded}: lower-case letters and digits. */
  String name();

  /** Whether it is set up to work for the municipality. */
  boolean serves(MunicipalityId municipality);

  /**
   * What may answer a running text: a mail, the notes of a call. Only what {@link
   * SuggestRequest#visibility()} shows, best first, each once.
   *
   * @throws AssistantUnavailable it cannot be asked now
   */
  Suggestions suggest(SuggestRequest request) throws AssistantUnavailable;

  /**
   * What a record needs of a conversation, at most {@link Conversation#longest()} characters in
   * all. Of a conversation in which nothing was said, nothing.
   *
   * @throws AssistantUnavailable it cannot be asked now
   */
  Summary summarise(Conversation conversation) throws AssistantUnavailable;
}
