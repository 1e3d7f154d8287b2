package org.madoguchi.directory.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/** Reads the body of an import. */
final class CsvBody {
  static final int LARGEST = 5 * 1024 * 1024;

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  /** What Excel writes as Shift_JIS is Windows-31J, which has ① and ㈱ too. */
  private static final Set<String> SHIFT_JIS =
      Set.of("shift_jis", "shift-jis", "sjis", "windows-31j", "cp932", "ms932");

  private CsvBody() {}

  /**
   * @param contentType with the charset, UTF-8 by default
   * @throws DomainException body-too-large; unsupported-media-type for another charset;
   *     malformed-body when the bytes are not text in the charset
   */
  static Reader read(String contentType, InputStream body) throws IOException {
    Charset charset = charset(contentType == null ? "" : contentType);
    byte[] bytes = body.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new DomainException(Problems.BODY_TOO_LARGE, LARGEST);
    }
    try {
      return new StringReader(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
  }

  private static Charset charset(String contentType) {
    Matcher matcher = CHARSET.matcher(contentType);
    String name = matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "utf-8";
    if (name.equals("utf-8") || name.equals("utf8")) {
      return StandardCharsets.UTF_8;
    }
    if (SHIFT_JIS.contains(name)) {
      return Charset.forName("windows-31j");
    }
    throw new DomainException(Problems.UNSUPPORTED_MEDIA_TYPE);
  }
}
