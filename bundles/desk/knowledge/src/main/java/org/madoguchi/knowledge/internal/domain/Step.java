package org.madoguchi.knowledge.internal.domain;

/** What somebody does with an article besides writing it. */
public enum Step {
  SUBMIT,
  /** Undoes {@link #SUBMIT}, and {@link #APPROVE} until its time has come. */
  TAKE_BACK,
  RETURN,
  APPROVE,
  /** Without approval, where that is let to the section. */
  PUBLISH,
  WITHDRAW,
  /** Undoes {@link #WITHDRAW}. */
  PUT_BACK,
  /** Looked over and found right. */
  CONFIRM,
  /** Takes an earlier edition for a new one: undoes an edit, and itself. */
  RESTORE
}
