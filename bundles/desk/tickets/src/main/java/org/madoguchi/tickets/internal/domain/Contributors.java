package org.madoguchi.tickets.internal.domain;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.kernel.SectionId;

/**
 * The sections that contribute to a ticket without owning it (関係課), in the order they were given;
 * none twice.
 */
public record Contributors(List<SectionId> sections) {
  public static final Contributors NONE = new Contributors(List.of());

  /** So many are asked for on one ticket; what merging brings together may be more. */
  public static final int MOST = 20;

  private static final String BETWEEN = ", ";

  /** How far a section is with its part. */
  public enum Progress {
    OPEN,
    /** 回答済み: it has said what it had to say. */
    ANSWERED,
    /** 作業済み: it has done what it had to do. */
    DONE
  }

  public Contributors {
    sections = sections.stream().filter(s -> !s.isNone()).distinct().toList();
  }

  public boolean isEmpty() {
    return sections.isEmpty();
  }

  public boolean has(SectionId section) {
    return sections.contains(section);
  }

  /** In one text, for people and for the ticket's row: no code has a comma. */
  public String listed() {
    return sections.stream().map(SectionId::value).collect(Collectors.joining(BETWEEN));
  }

  /** From what {@link #listed} wrote. */
  public static Contributors of(String listed) {
    return listed.isEmpty()
        ? NONE
        : new Contributors(Stream.of(listed.split(BETWEEN)).map(SectionId::new).toList());
  }

  /** These and then the others that are new. */
  public Contributors with(Contributors others) {
    return with(others.sections);
  }

  /** These and then the others that are new. */
  public Contributors with(List<SectionId> others) {
    return new Contributors(Stream.concat(sections.stream(), others.stream()).toList());
  }

  /** Whether there are more than are asked for on one ticket, and than there were. */
  public boolean tooManyAfter(Contributors before) {
    return sections.size() > Math.max(MOST, before.sections.size());
  }

  public Contributors without(List<SectionId> others) {
    return new Contributors(sections.stream().filter(s -> !others.contains(s)).toList());
  }
}
