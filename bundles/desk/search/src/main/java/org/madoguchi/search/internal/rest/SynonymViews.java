package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.search.internal.synonyms.OwnSynonyms;
import org.madoguchi.search.internal.synonyms.SynonymDesk;

/** The JSON of {@code /api/search-synonyms}, with the names the directory knows. */
public final class SynonymViews {
  private final Directory directory;

  SynonymViews(Directory directory) {
    this.directory = directory;
  }

  @Schema(name = "SynonymEditor")
  public record PersonView(String id, String name) {}

  @Schema(name = "SearchSynonyms")
  public record GroupView(
      String id, List<String> words, PersonView editor, Instant editedAt, long version) {}

  /**
   * @param next present when there is another page
   * @param total on all pages
   */
  @Schema(name = "SearchSynonymPage")
  public record SynonymPage(List<GroupView> items, String next, long total) {}

  /**
   * @param words 2–20, each of at most 50 characters
   */
  @Schema(name = "NewSearchSynonyms")
  public record NewSynonyms(String requestId, List<String> words) {}

  @Schema(name = "SearchSynonymEdit")
  public record SynonymEdit(List<String> words) {}

  SynonymPage page(SynonymDesk.Page page) {
    return new SynonymPage(
        page.groups().stream().map(this::group).toList(),
        page.next().isPresent() ? Long.toString(page.next().getAsLong()) : null,
        page.total());
  }

  GroupView group(OwnSynonyms group) {
    String login = group.editor().value();
    return new GroupView(
        Long.toString(group.id()),
        group.words(),
        new PersonView(login, directory.staff(group.editor()).map(Staff::name).orElse(login)),
        group.editedAt(),
        group.version());
  }
}
