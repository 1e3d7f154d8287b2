package org.madoguchi.forms;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;

/** Takes what citizens filled in. */
public interface FormPosts {
  /** The largest file, in bytes: 10 MiB. */
  long LARGEST_FILE = 10L * 1024 * 1024;

  /**
   * What is wrong with answers, in the order of the fields; empty when they may be posted. Pure.
   *
   * @param answers by field key; those of unknown fields and of fields not shown are ignored
   * @param files by field key: how many
   */
  List<Fault> faults(
      PublishedForm form, Map<String, List<String>> answers, Map<String, Integer> files);

  /**
   * An answer that cannot be taken.
   *
   * @param key of the field
   */
  record Fault(String key, Kind kind) {
    public enum Kind {
      MISSING,
      TOO_LONG,
      /** Not one of the options. */
      NO_OPTION,
      NO_MAIL_ADDRESS,
      NO_PHONE_NUMBER,
      /** Neither katakana nor hiragana. */
      NO_KANA,
      NO_DATE,
      NO_NUMBER,
      TOO_LARGE_NUMBER,
      TOO_MANY_FILES
    }
  }

  /**
   * Keeps a file for a post to come, for a day. Blocks.
   *
   * @param name as the citizen's device calls it
   * @throws org.madoguchi.kernel.store.BlobStore.TooLarge larger than {@link #LARGEST_FILE}
   * @throws IOException it could not be read or stored
   */
  KeptFile keep(MunicipalityId municipality, String name, String mediaType, InputStream content)
      throws IOException;

  /**
   * The same again, after another page.
   *
   * @return empty when it is unknown, or was kept more than a day ago
   */
  Optional<KeptFile> kept(MunicipalityId municipality, UUID id);

  /**
   * @param bytes its size
   */
  record KeptFile(UUID id, String name, long bytes) {}

  /**
   * A filled-in form.
   *
   * @param key made with the form's page: the same one twice is one post
   * @param version which the citizen saw: its answers are understood by that version
   * @param answers by field key
   * @param files by field key, as {@link #keep} named them
   * @param language in which the form was shown: {@code ja}, {@code en}
   * @param asked what was looked for before, as typed; '' for nothing
   */
  record Post(
      MunicipalityId municipality,
      String slug,
      int version,
      UUID key,
      Map<String, List<String>> answers,
      Map<String, List<UUID>> files,
      String language,
      String asked) {
    public Post {
      answers = Map.copyOf(answers);
      files = Map.copyOf(files);
    }
  }

  /**
   * Commits a post to the inbox. After this returns nothing of it is lost, and the citizen may be
   * told so. Blocks.
   *
   * @return the same receipt when the post was accepted before
   * @throws Unacceptable it has {@link #faults}, or a file is kept no longer
   * @throws IOException it could not be stored: post again with the same key
   */
  Receipt accept(Post post) throws IOException, Unacceptable;

  /** A post that is not taken. */
  final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Fault> faults;

    public Unacceptable(List<Fault> faults) {
      super("a post with " + faults.size() + " faults");
      this.faults = List.copyOf(faults);
    }

    /** What is to be corrected; empty when the form or a file is no longer there. */
    public List<Fault> faults() {
      return faults;
    }
  }

  /**
   * What a citizen asks with later.
   *
   * @param number for example {@code R-261124-00042}: readable on the phone, tells nothing
   * @param code eight characters only the citizen knows, without those easily confused
   */
  record Receipt(String number, String code) {}

  /**
   * How a post is doing. Blocks.
   *
   * @return empty when number and code do not belong together
   */
  Optional<Progress> progress(MunicipalityId municipality, String number, String code);

  /**
   * @param form the title of the form
   * @param ticket the number of its ticket; '' while none is opened
   */
  record Progress(Stage stage, String form, String ticket, Instant postedAt) {}

  /** What a citizen is told of a ticket's state: never more. */
  enum Stage {
    RECEIVED,
    IN_WORK,
    ANSWERED,
    CLOSED
  }
}
