package org.madoguchi.directory.internal.changes;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.internal.changes.StaffChange.Kind;
import org.madoguchi.directory.internal.changes.StaffChange.Tickets;
import org.madoguchi.directory.internal.changes.StaffChange.Wanted;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Role;

/**
 * What a change of staff is checked against, the same for screens, programs and files.
 *
 * @param staff with a role in the municipality, present or not
 * @param managed those of them whom the caller manages altogether
 */
public record Known(
    MunicipalityId municipality,
    LocalDate today,
    Map<SectionId, Section.Kind> sections,
    Map<StaffId, StaffEntry> staff,
    Set<StaffId> managed) {
  private static final int YEARS_AHEAD = 2;

  /** The fields as they were written; missing ones are ''. */
  public record Written(
      String login,
      String kind,
      String date,
      String role,
      String section,
      String tickets,
      String successor) {}

  /** Takes what is wrong. */
  public interface Wrong {
    void note(String field, String code);
  }

  /** What was written, unless something was noted. */
  public Optional<StaffChanges.Draft> read(Written written, Wrong wrong) {
    Reading reading = new Reading(written, wrong);
    return reading.sound();
  }

  private final class Reading {
    private final Written written;
    private final Wrong wrong;
    private boolean bad;

    Reading(Written written, Wrong wrong) {
      this.written = written;
      this.wrong = wrong;
    }

    Optional<StaffChanges.Draft> sound() {
      Optional<Kind> kind = choice("kind", written.kind(), Kind.class);
      StaffId who = person(kind);
      Optional<LocalDate> on = date();
      Optional<Tickets> tickets =
          written.tickets().isEmpty()
              ? Optional.of(Tickets.QUEUE)
              : choice("tickets", written.tickets(), Tickets.class);
      boolean transfer = kind.filter(k -> k == Kind.TRANSFER).isPresent();
      Optional<Grant> to = transfer ? grant() : Optional.empty();
      if (tickets.filter(t -> t == Tickets.CARRY).isPresent() && kind.isPresent()) {
        mustGoAlong(transfer, to);
      }
      boolean passedOn = tickets.filter(t -> t == Tickets.SUCCESSOR).isPresent();
      StaffId successor = passedOn ? successor(who) : StaffId.NONE;
      if (bad) {
        return Optional.empty();
      }
      Tickets kept = kind.get() == Kind.RETURN ? Tickets.QUEUE : tickets.get();
      return Optional.of(
          new StaffChanges.Draft(who, new Wanted(kind.get(), on.get(), to, kept, successor)));
    }

    private StaffId person(Optional<Kind> kind) {
      if (written.login().isEmpty()) {
        return note("login", "required", StaffId.NONE);
      }
      StaffId who = StaffId.isLogin(written.login()) ? new StaffId(written.login()) : StaffId.NONE;
      if (!staff.containsKey(who)) {
        return note("login", "unknown", StaffId.NONE);
      }
      // to be away concerns every municipality the person works for
      boolean everywhere = kind.filter(k -> k == Kind.ABSENCE || k == Kind.RETURN).isPresent();
      return everywhere && !managed.contains(who) ? note("login", "invalid", who) : who;
    }

    private Optional<LocalDate> date() {
      if (written.date().isEmpty()) {
        return note("date", "required", Optional.empty());
      }
      try {
        LocalDate on = LocalDate.parse(written.date().replace('/', '-'));
        boolean fits = !on.isBefore(today) && !on.isAfter(today.plusYears(YEARS_AHEAD));
        return fits ? Optional.of(on) : note("date", "invalid", Optional.empty());
      } catch (DateTimeParseException e) {
        return note("date", "invalid", Optional.empty());
      }
    }

    private Optional<Grant> grant() {
      Optional<Role> role = choice("role", written.role(), Role.class);
      SectionId section = SectionId.NONE;
      if (!written.section().isEmpty()) {
        section = section(written.section());
      } else if (role.filter(r -> r == Role.SECTION_STAFF).isPresent()) {
        // without a section the role would reach every section's restricted tickets
        note("section", "required", "");
      }
      SectionId where = section;
      return role.map(r -> new Grant(municipality, r, where));
    }

    private SectionId section(String code) {
      SectionId section = SectionId.isCode(code) ? new SectionId(code) : SectionId.NONE;
      return sections.containsKey(section) ? section : note("section", "unknown", SectionId.NONE);
    }

    /** Tickets belong to sections only, and to those who may work on tickets. */
    private void mustGoAlong(boolean transfer, Optional<Grant> to) {
      if (!transfer) {
        note("tickets", "invalid", "");
      } else if (to.isPresent()
          && (sections.get(to.get().section()) != Section.Kind.SECTION
              || !to.get().role().allows(Permission.TICKET_WRITE))) {
        note("tickets", "invalid", "");
      }
    }

    private StaffId successor(StaffId who) {
      if (written.successor().isEmpty()) {
        return note("successor", "required", StaffId.NONE);
      }
      StaffId next =
          StaffId.isLogin(written.successor()) ? new StaffId(written.successor()) : StaffId.NONE;
      StaffEntry entry = staff.get(next);
      boolean works =
          entry != null
              && entry.staff().active()
              && entry.grantsIn(municipality).stream()
                  .anyMatch(g -> g.role().allows(Permission.TICKET_WRITE));
      if (!works) {
        return note("successor", "unknown", StaffId.NONE);
      }
      return next.equals(who) ? note("successor", "invalid", next) : next;
    }

    private <E extends Enum<E>> Optional<E> choice(String field, String value, Class<E> type) {
      if (value.isEmpty()) {
        return note(field, "required", Optional.empty());
      }
      String name = value.toUpperCase(Locale.ROOT).replace('-', '_');
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return Optional.of(constant);
        }
      }
      return note(field, "not-allowed", Optional.empty());
    }

    private <T> T note(String field, String code, T standIn) {
      bad = true;
      wrong.note(field, code);
      return standIn;
    }
  }
}
