package org.madoguchi.assistant;

/** The assistant cannot be asked now; the embedded one is asked instead. */
public final class AssistantUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the log: what failed, without secrets and without anything that was said
   */
  public AssistantUnavailable(String message) {
    super(message);
  }
}
