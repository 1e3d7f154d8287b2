package org.madoguchi.tickets.internal.files;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files a municipality takes.
 *
 * @param mostBytes of one file
 * @param mostFiles of one message; empty when the municipality settled nothing
 * @param mostTotal bytes of all files of one message; empty likewise
 * @param refused kinds nobody may attach, and which are held when they come from outside
 */
public record FileRules(
    long mostBytes,
    OptionalLong mostFiles,
    OptionalLong mostTotal,
    Set<FileKind> refused,
    Scanning scanning,
    boolean scanningSettled) {
  /** What becomes of a file no scanner has judged. */
  public enum Scanning {
    /** It can be opened, with a mark. */
    PASS,
    /** Nobody gets it until it was found clean. */
    HOLD
  }

  /** Settings in the municipality's file. */
  static final String MOST_MEBIBYTES = "attachment.maxMebibytes";

  static final String MOST_FILES = "attachment.maxCount";
  static final String MOST_TOTAL = "attachment.maxTotalMebibytes";
  static final String REFUSED = "attachment.refused";
  static final String SCAN = "attachment.scan";

  private static final Logger LOG = LoggerFactory.getLogger(FileRules.class);
  private static final Set<String> COMPLAINED = ConcurrentHashMap.newKeySet();
  private static final long MEBIBYTE = 1024 * 1024;
  private static final String NOTHING = "none";
  private static final Set<FileKind> USUALLY_REFUSED =
      Set.copyOf(EnumSet.of(FileKind.PROGRAM, FileKind.SCRIPT));

  /** Where nothing is settled. */
  public static final FileRules USUAL =
      new FileRules(
          Limits.UPLOAD,
          OptionalLong.empty(),
          OptionalLong.empty(),
          USUALLY_REFUSED,
          Scanning.PASS,
          false);

  /** How much one reply or note carries where nothing is settled. */
  private static final long USUAL_TOTAL = 100 * MEBIBYTE;

  public static FileRules of(Municipality municipality) {
    Optional<String> scan = municipality.setting(SCAN).map(String::strip);
    return new FileRules(
        times(number(municipality, MOST_MEBIBYTES, Limits.UPLOAD / MEBIBYTE)).orElse(Limits.UPLOAD),
        number(municipality, MOST_FILES, Limits.INBOUND_ATTACHMENTS),
        times(number(municipality, MOST_TOTAL, 10_000)),
        refused(municipality),
        scan.map(v -> scanning(municipality, v)).orElse(Scanning.PASS),
        scan.isPresent());
  }

  private static OptionalLong times(OptionalLong mebibytes) {
    return mebibytes.isEmpty() ? mebibytes : OptionalLong.of(mebibytes.getAsLong() * MEBIBYTE);
  }

  /** Files one reply or note takes along. */
  public int mostFilesSent() {
    return (int) Math.min(mostFiles.orElse(Limits.ATTACHMENTS), Limits.ATTACHMENTS);
  }

  /** Bytes of the files of one reply or note. */
  public long mostTotalSent() {
    return mostTotal.orElse(USUAL_TOTAL);
  }

  private static Scanning scanning(Municipality municipality, String value) {
    if (value.equals("hold")) {
      return Scanning.HOLD;
    }
    if (!value.equals("pass")) {
      complain(municipality, SCAN, value, "neither pass nor hold; it counts as hold");
      return Scanning.HOLD;
    }
    return Scanning.PASS;
  }

  private static Set<FileKind> refused(Municipality municipality) {
    Optional<String> setting = municipality.setting(REFUSED).map(String::strip);
    if (setting.isEmpty()) {
      return USUALLY_REFUSED;
    }
    Set<FileKind> kinds = EnumSet.noneOf(FileKind.class);
    for (String name : setting.get().split("\\s*,\\s*")) {
      Optional<FileKind> kind =
          Arrays.stream(FileKind.values()).filter(k -> Checks.written(k).equals(name)).findAny();
      kind.ifPresent(kinds::add);
      if (kind.isEmpty() && !name.equals(NOTHING)) {
        complain(municipality, REFUSED, name, "no kind of file; it is left out");
      }
    }
    return Set.copyOf(kinds);
  }

  private static OptionalLong number(Municipality municipality, String key, long most) {
    String value = municipality.setting(key).map(String::strip).orElse("");
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.matches("[0-9]{1,5}")) {
      long number = Long.parseLong(value);
      if (number >= 1 && number <= most) {
        return OptionalLong.of(number);
      }
    }
    complain(municipality, key, value, "no whole number from 1 to " + most + "; it does not count");
    return OptionalLong.empty();
  }

  private static void complain(Municipality municipality, String key, String value, String what) {
    if (COMPLAINED.add(municipality.id() + " " + key + "=" + value)) {
      LOG.warn("setting {} of municipality {} is {}", key, municipality.id(), what);
    }
  }
}
