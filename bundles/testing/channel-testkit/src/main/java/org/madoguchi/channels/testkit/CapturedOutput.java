package org.madoguchi.channels.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged meanwhile (slf4j-simple writes to the standard error stream of the moment). */
final class CapturedOutput implements AutoCloseable {
  private final PrintStream error = System.err;
  private final PrintStream output = System.out;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  CapturedOutput() {
    PrintStream capturing = new PrintStream(text, true, StandardCharsets.UTF_8);
    System.setErr(capturing);
    System.setOut(capturing);
  }

  String text() {
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Lines of the plug-in's own loggers at WARN or ERROR. */
  List<String> warnings() {
    return text()
        .lines()
        .filter(l -> l.contains("org.madoguchi."))
        .filter(l -> l.contains(" WARN ") || l.contains(" ERROR "))
        .toList();
  }

  @Override
  public void close() {
    System.setErr(error);
    System.setOut(output);
    error.print(text());
  }
}
