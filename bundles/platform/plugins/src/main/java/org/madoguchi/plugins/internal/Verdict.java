package org.madoguchi.plugins.internal;

/** How a plug-in is found. */
record Verdict(Kind kind, Reason reason) {
  enum Kind {
    GOOD,
    /** It lacks something that may still come. */
    WAITING,
    /** Waiting does not help. */
    BAD
  }

  static final Verdict GOOD = new Verdict(Kind.GOOD, Reason.NONE);

  static Verdict waiting(String code, String... arguments) {
    return new Verdict(Kind.WAITING, Reason.of(code, arguments));
  }

  static Verdict bad(String code, String... arguments) {
    return new Verdict(Kind.BAD, Reason.of(code, arguments));
  }

  boolean isGood() {
    return kind == Kind.GOOD;
  }

  boolean isBad() {
    return kind == Kind.BAD;
  }
}
