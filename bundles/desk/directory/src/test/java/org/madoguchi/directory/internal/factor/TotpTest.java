package org.madoguchi.directory.internal.factor;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.Test;

public class TotpTest {
  /** RFC 6238, appendix B, and RFC 4226, appendix D: the secret of their SHA-1 vectors. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:15Z");

  @Test
  public void codesAreThoseOfRfc6238() {
    Map<Long, String> vectors =
        Map.of(
            59L, "94287082",
            1111111109L, "07081804",
            1111111111L, "14050471",
            1234567890L, "89005924",
            2000000000L, "69279037",
            20000000000L, "65353130");
    vectors.forEach(
        (second, code) ->
            assertEquals(code, Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8)));
  }

  @Test
  public void codesAreThoseOfRfc4226() {
    String[] vectors = {
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
      "520489"
    };
    for (int counter = 0; counter < vectors.length; counter++) {
      assertEquals(vectors[counter], Totp.code(SECRET, counter, Totp.DIGITS));
    }
  }

  @Test
  public void clocksMayDifferByOneStep() {
    long now = Totp.step(NOW);
    for (long step = now - 1; step <= now + 1; step++) {
      String code = Totp.code(SECRET, step, Totp.DIGITS);
      assertEquals(OptionalLong.of(step), Totp.stepOf(SECRET, code, NOW));
    }
    for (long step : new long[] {now - 2, now + 2}) {
      String code = Totp.code(SECRET, step, Totp.DIGITS);
      assertFalse(Totp.stepOf(SECRET, code, NOW).isPresent());
    }
  }

  @Test
  public void secretsAreWrittenAsRfc4648Says() {
    Map<String, String> vectors =
        Map.of(
            "", "",
            "f", "MY",
            "fo", "MZXQ",
            "foo", "MZXW6",
            "foob", "MZXW6YQ",
            "fooba", "MZXW6YTB",
            "foobar", "MZXW6YTBOI");
    vectors.forEach(
        (text, written) ->
            assertEquals(written, Base32.encode(text.getBytes(StandardCharsets.US_ASCII))));
  }
}
