package org.madoguchi.web.internal.ui;

import java.util.List;

/** A manifest that cannot be used; {@code code} names its text in {@code reasons.properties}. */
final class BadManifest extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> arguments;

  BadManifest(String code, String... arguments) {
    super(code + " " + List.of(arguments));
    this.code = code;
    this.arguments = List.of(arguments);
  }

  String code() {
    return code;
  }

  List<String> arguments() {
    return arguments;
  }
}
