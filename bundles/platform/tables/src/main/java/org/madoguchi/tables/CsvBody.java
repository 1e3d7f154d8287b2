package org.madoguchi.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/** Reads the body of an import of CSV: UTF-8 or Shift_JIS. */
public final class CsvBody {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  /** What Excel writes as Shift_JIS is Windows-31J, which has ① and ㈱ too. */
  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

  private static final Set<String> SHIFT_JIS_NAMES =
      Set.of("shift_jis", "shift-jis", "sjis", "windows-31j", "cp932", "ms932");
  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8");

  private CsvBody() {}

  /**
   * @param contentType with the charset; without one, UTF-8 is tried and then Shift_JIS
   * @param largest in bytes
   * @throws DomainException body-too-large; unsupported-media-type for another charset;
   *     malformed-body when the bytes are not text in the charset
   */
  public static String read(String contentType, InputStream body, int largest) throws IOException {
    List<Charset> charsets = charsets(contentType == null ? "" : contentType);
    byte[] bytes = body.readNBytes(largest + 1);
    if (bytes.length > largest) {
      throw new DomainException(Problems.BODY_TOO_LARGE, largest);
    }
    return text(bytes, charsets);
  }

  /**
   * A file's text, in UTF-8 or else in Shift_JIS.
   *
   * @throws DomainException malformed-body when it is neither
   */
  public static String text(byte[] bytes) {
    return text(bytes, List.of(StandardCharsets.UTF_8, SHIFT_JIS));
  }

  /** A body that is kept where it can be read more than once. */
  public interface Kept {
    InputStream open() throws IOException;
  }

  /**
   * The charset of a body that is too large to be held in memory.
   *
   * @param contentType as in {@link #read}
   * @throws DomainException unsupported-media-type for another charset; malformed-body when the
   *     bytes are not text in the charset
   */
  public static Charset charset(String contentType, Kept body) throws IOException {
    for (Charset charset : charsets(contentType)) {
      if (isWritten(body, charset)) {
        return charset;
      }
    }
    throw new DomainException(Problems.MALFORMED_BODY);
  }

  private static boolean isWritten(Kept body, Charset charset) throws IOException {
    char[] buffer = new char[1 << 14];
    try (Reader reader = new InputStreamReader(body.open(), charset.newDecoder())) {
      while (reader.read(buffer) != -1) {
        // to the end
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String text(byte[] bytes, List<Charset> charsets) {
    for (Charset charset : charsets) {
      try {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        // The next one, or none.
      }
    }
    throw new DomainException(Problems.MALFORMED_BODY);
  }

  private static List<Charset> charsets(String contentType) {
    Matcher matcher = CHARSET.matcher(contentType);
    if (!matcher.find()) {
      return List.of(StandardCharsets.UTF_8, SHIFT_JIS);
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    if (UTF_8_NAMES.contains(name)) {
      return List.of(StandardCharsets.UTF_8);
    }
    if (SHIFT_JIS_NAMES.contains(name)) {
      return List.of(SHIFT_JIS);
    }
    throw new DomainException(Problems.UNSUPPORTED_MEDIA_TYPE);
  }
}
