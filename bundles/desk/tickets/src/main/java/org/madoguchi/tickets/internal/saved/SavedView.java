package org.madoguchi.tickets.internal.saved;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.bulk.BulkSelection;

/**
 * What a list shows, kept under a name. It holds no tickets and grants none: whoever opens it is
 * shown what they may see.
 *
 * @param version 1, 2, 3 …; what If-Match is held against
 * @param deleted it can be brought back for a while
 */
public record SavedView(
    long id, StaffId author, Audience audience, Content content, boolean deleted, long version) {
  /** Longest name, in UTF-16 units. */
  public static final int NAME = 40;

  /** So many a person, a section, a municipality has. */
  public static final int MOST = 50;

  /** Whom a view is for. */
  public enum Reach {
    PERSONAL,
    SECTION,
    MUNICIPALITY
  }

  /**
   * @param municipality {@link MunicipalityId#EVERY} for a personal view over all of them
   * @param section none but for {@link Reach#SECTION}
   */
  public record Audience(Reach reach, MunicipalityId municipality, SectionId section) {
    public boolean isShared() {
      return reach != Reach.PERSONAL;
    }

    public AccessTag tag() {
      return new AccessTag(municipality, section, Confidentiality.NORMAL);
    }

    /** Whose places it takes. */
    String holder(StaffId author) {
      return switch (reach) {
        case PERSONAL -> "p/" + author.value();
        case SECTION -> "s/" + municipality.value() + "/" + section.value();
        case MUNICIPALITY -> "m/" + municipality.value();
      };
    }
  }

  /** What is shown, in which order. */
  public record Content(String name, BulkSelection selection, Order order) {}

  /** Whose places it takes. */
  public String holder() {
    return audience.holder(author);
  }

  /** A section's views are for its own people; whoever made one keeps it in sight. */
  boolean isFor(AccessScope scope) {
    boolean own = author.equals(scope.who());
    if (audience.municipality().equals(MunicipalityId.EVERY)) {
      return own && scope.mayAnywhere(Permission.TICKET_READ);
    }
    boolean there = scope.may(Permission.TICKET_READ, audience.municipality());
    return there
        && switch (audience.reach()) {
          case PERSONAL -> own;
          case MUNICIPALITY -> true;
          case SECTION -> own || worksIn(scope, audience);
        };
  }

  private static boolean worksIn(AccessScope scope, Audience audience) {
    return scope.reaches(Permission.TICKET_READ).stream()
        .anyMatch(
            r -> r.holdsIn(audience.municipality()) && r.section().equals(audience.section()));
  }

  /** Personal ones are their author's; shared ones are for whoever may share there. */
  boolean mayBeChangedBy(AccessScope scope) {
    return audience.isShared()
        ? scope.may(Permission.VIEW_SHARE, audience.tag())
        : author.equals(scope.who());
  }
}
