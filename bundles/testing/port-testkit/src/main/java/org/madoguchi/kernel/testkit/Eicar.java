package org.madoguchi.kernel.testkit;

import java.nio.charset.StandardCharsets;

/**
 * The harmless file every virus scanner takes for a virus (EICAR). Put together when it is needed:
 * no scanner must find it in the sources or in the compiled classes.
 */
public final class Eicar {
  private static final String REVERSED =
      "*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X";

  private Eicar() {}

  public static byte[] content() {
    return new StringBuilder(REVERSED).reverse().toString().getBytes(StandardCharsets.US_ASCII);
  }
}
