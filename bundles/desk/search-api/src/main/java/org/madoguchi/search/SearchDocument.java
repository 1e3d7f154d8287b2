package org.madoguchi.search;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;

/**
 * A record as it is found. Texts are plain (no HTML), as long as they are: of each only the first
 * {@value #LONGEST_TEXT} characters are found. Whoever builds one passes what there is; everything
 * but key, audience and title may be left out.
 *
 * @param title an article's question, a ticket's subject, a module's title, a citizen's name
 * @param conclusion an article's short answer; '' when there is none
 * @param body the article's text, or a ticket's messages one after the other
 * @param searchWords words that find the document although they do not stand in it; a citizen's
 *     name in kana
 * @param codes what finds the document as a whole or by its first four characters: ticket numbers,
 *     telephone numbers, mail addresses
 * @param language a BCP 47 tag such as {@code ja}
 * @param category the code of a category; '' when there is none
 * @param owner the owning section, for the facet; {@link SectionId#NONE} when there is none
 * @param validFrom from when on it is found
 * @param validTo until when it is found, exclusive
 * @param updatedAt newer ones come first among equals
 * @param popularity how often it helped or was looked at lately; more comes first among equals
 */
public record SearchDocument(
    DocumentKey key,
    Audience audience,
    String title,
    String conclusion,
    String body,
    List<String> searchWords,
    List<String> codes,
    String language,
    String category,
    SectionId owner,
    Optional<Instant> validFrom,
    Optional<Instant> validTo,
    Instant updatedAt,
    long popularity) {
  /** Longer texts are found by their beginning. */
  public static final int LONGEST_TEXT = 200_000;

  /** More search words and codes are left out. */
  public static final int MOST_WORDS = 200;

  public SearchDocument {
    Objects.requireNonNull(key);
    Objects.requireNonNull(audience);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(updatedAt);
    title = bounded(title);
    conclusion = bounded(conclusion);
    body = bounded(body);
    searchWords = List.copyOf(searchWords.subList(0, Math.min(MOST_WORDS, searchWords.size())));
    codes = List.copyOf(codes.subList(0, Math.min(MOST_WORDS, codes.size())));
    popularity = Math.max(0, popularity);
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /** Begins a document in Japanese with nothing but its title. */
  public static Builder of(DocumentKey key, Audience audience, String title, Instant updatedAt) {
    return new Builder(key, audience, title, updatedAt);
  }

  /** Puts a document together. */
  public static final class Builder {
    private final DocumentKey key;
    private final Audience audience;
    private final String title;
    private final Instant updatedAt;
    private String conclusion = "";
    private String body = "";
    private List<String> searchWords = List.of();
    private List<String> codes = List.of();
    private String language = "ja";
    private String category = "";
    private SectionId owner = SectionId.NONE;
    private Optional<Instant> validFrom = Optional.empty();
    private Optional<Instant> validTo = Optional.empty();
    private long popularity;

    private Builder(DocumentKey key, Audience audience, String title, Instant updatedAt) {
      this.key = key;
      this.audience = audience;
      this.title = title;
      this.updatedAt = updatedAt;
    }

    public Builder conclusion(String text) {
      conclusion = text;
      return this;
    }

    public Builder body(String text) {
      body = text;
      return this;
    }

    public Builder searchWords(List<String> words) {
      searchWords = words;
      return this;
    }

    public Builder codes(List<String> those) {
      codes = those;
      return this;
    }

    public Builder language(String tag) {
      language = tag;
      return this;
    }

    public Builder category(String code) {
      category = code;
      return this;
    }

    public Builder owner(SectionId section) {
      owner = section;
      return this;
    }

    public Builder validFrom(Instant instant) {
      validFrom = Optional.of(instant);
      return this;
    }

    public Builder validTo(Instant instant) {
      validTo = Optional.of(instant);
      return this;
    }

    public Builder popularity(long times) {
      popularity = times;
      return this;
    }

    public SearchDocument build() {
      return new SearchDocument(
          key,
          audience,
          title,
          conclusion,
          body,
          searchWords,
          codes,
          language,
          category,
          owner,
          validFrom,
          validTo,
          updatedAt,
          popularity);
    }
  }
}
