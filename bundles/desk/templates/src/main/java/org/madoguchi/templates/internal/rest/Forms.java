package org.madoguchi.templates.internal.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.templates.internal.TemplateProblems;
import org.madoguchi.templates.internal.TextModuleStore.Kind;
import org.madoguchi.templates.internal.TextModuleStore.Place;
import org.madoguchi.templates.internal.TextModules.Wanted;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Spelling;
import org.madoguchi.templates.internal.rest.Views.NewTemplate;
import org.madoguchi.templates.internal.rest.Views.TemplateEdit;
import org.madoguchi.tickets.Macro;

/** Reads what callers send. Pure functions. */
final class Forms {
  private static final int LONGEST_QUERY = 100;
  private static final int SHOWN = 60;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CURSOR = Pattern.compile("([01])-([0-9]{1,4})-([0-9]{1,18})");

  private Forms() {}

  static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }

  static long id(String written) {
    if (!ID.matcher(written).matches()) {
      throw new DomainException(TemplateProblems.TEMPLATE_NOT_FOUND);
    }
    return Long.parseLong(written);
  }

  static MunicipalityId municipality(String slug) {
    if (!MunicipalityId.isSlug(slug)) {
      throw new DomainException(
          Problems.MUNICIPALITY_NOT_FOUND, slug.substring(0, Math.min(slug.length(), SHOWN)));
    }
    return new MunicipalityId(slug);
  }

  static Optional<MunicipalityId> optionalMunicipality(String slug) {
    return slug == null || slug.isBlank() ? Optional.empty() : Optional.of(municipality(slug));
  }

  static Optional<SectionId> optionalSection(Checks checks, String code) {
    return code == null ? Optional.empty() : Optional.of(section(checks, code));
  }

  private static SectionId section(Checks checks, String code) {
    if (code.isBlank()) {
      return SectionId.NONE;
    }
    return SectionId.isCode(code)
        ? new SectionId(code)
        : checks.note("section", "unknown", SectionId.NONE);
  }

  /** What a list is asked for. */
  static Wanted wanted(Checks checks, String q, String active, String macros) {
    String typed = checks.optional("q", q, LONGEST_QUERY);
    String shortcut = Spelling.shortcut(typed);
    return new Wanted(
        flag(checks, "macros", macros) ? Kind.MACRO : Kind.TEXT,
        flag(checks, "active", active),
        Spelling.words(typed),
        Spelling.isShortcut(shortcut) ? shortcut : "");
  }

  static boolean flag(Checks checks, String field, String value) {
    if (value != null && !value.matches("|true|false")) {
      checks.note(field, "not-allowed", "", "true, false");
    }
    return "true".equals(value);
  }

  /** A place in a list as callers carry it; it grants nothing. */
  static String cursor(Place place) {
    return (place.called() ? 1 : 0) + "-" + place.order() + "-" + place.id();
  }

  static Optional<Place> place(Checks checks, String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    Matcher written = CURSOR.matcher(cursor);
    return written.matches()
        ? Optional.of(
            new Place(
                written.group(1).equals("1"),
                Integer.parseInt(written.group(2)),
                Long.parseLong(written.group(3))))
        : checks.note("after", "invalid", Optional.empty());
  }

  static Details details(NewTemplate body) {
    Details nothing =
        new Details(
            SectionId.NONE,
            "",
            "",
            "",
            Details.LANGUAGE,
            0,
            true,
            Optional.ofNullable(body.macro()).map(m -> MacroForm.NOTHING));
    return edited(
        nothing,
        new TemplateEdit(
            body.section(),
            sent(body.shortcut()),
            sent(body.title()),
            sent(body.text()),
            body.language(),
            body.order(),
            body.active(),
            body.macro()));
  }

  private static String sent(String value) {
    return value == null ? "" : value;
  }

  /** The details with what was sent; every bad field is told at once. */
  static Details edited(Details before, TemplateEdit edit) {
    Checks checks = new Checks();
    Optional<Macro.Steps> macro = MacroForm.edited(checks, before.macro(), edit.macro());
    Details details =
        new Details(
            edit.section() == null ? before.section() : section(checks, edit.section()),
            edit.shortcut() == null ? before.shortcut() : shortcut(checks, edit.shortcut()),
            edit.title() == null ? before.title() : title(checks, edit.title()),
            edit.text() == null ? before.text() : text(checks, edit.text(), macro),
            edit.language() == null ? before.language() : language(checks, edit.language()),
            edit.order() == null ? before.order() : order(checks, edit.order()),
            edit.active() == null ? before.active() : edit.active(),
            macro);
    macro.ifPresent(steps -> MacroForm.mustAgree(checks, steps, details.text()));
    checks.done();
    return details;
  }

  private static String shortcut(Checks checks, String value) {
    String written = checks.required("shortcut", value, Spelling.LONGEST_SHORTCUT);
    String shortcut = Spelling.shortcut(written);
    boolean sound = written.isEmpty() || Spelling.isShortcut(shortcut);
    return sound ? shortcut : checks.note("shortcut", "invalid", "");
  }

  private static String title(Checks checks, String value) {
    String title = checks.required("title", value, Spelling.LONGEST_TITLE).strip();
    boolean line = title.chars().noneMatch(Character::isISOControl);
    return line ? title : checks.note("title", "invalid", "");
  }

  /** A macro need not answer. */
  private static String text(Checks checks, String value, Optional<Macro.Steps> macro) {
    return Spelling.text(
        macro.isPresent()
            ? checks.optional("text", value, Spelling.LONGEST_TEXT)
            : checks.required("text", value, Spelling.LONGEST_TEXT));
  }

  private static String language(Checks checks, String value) {
    String tag = checks.required("language", value, Spelling.LONGEST_LANGUAGE);
    boolean sound = tag.isEmpty() || Spelling.isLanguage(tag);
    return sound ? tag : checks.note("language", "invalid", Details.LANGUAGE);
  }

  private static int order(Checks checks, int value) {
    boolean within = value >= 0 && value <= Spelling.LAST_ORDER;
    return within ? value : checks.note("order", "not-a-number", 0, 0, Spelling.LAST_ORDER);
  }
}
