package org.madoguchi.kernel.access;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/**
 * Who is asking, and everything they may reach. Every use case takes one; it is the single place
 * where municipality, section and confidentiality are decided. Immutable and thread-safe. Denies
 * unless a grant allows.
 */
public final class AccessScope {
  private static final Set<Permission> EVERYTHING = Set.of(Permission.values());

  private final StaffId who;
  private final Set<Grant> grants;
  private final Set<Permission> left;
  private final boolean system;

  private AccessScope(StaffId who, Collection<Grant> grants, Set<Permission> left, boolean system) {
    this.who = Objects.requireNonNull(who);
    this.grants = Set.copyOf(grants);
    this.left = left;
    this.system = system;
  }

  public static AccessScope of(StaffId who, Collection<Grant> grants) {
    return new AccessScope(who, grants, EVERYTHING, false);
  }

  /**
   * The product itself (intake, timers, followers): reaches everything, signs as {@link
   * StaffId#SYSTEM}.
   */
  public static AccessScope system() {
    return new AccessScope(StaffId.SYSTEM, Set.of(), EVERYTHING, true);
  }

  /** The same person with less access; never with more. Narrowing the system's is an error. */
  public AccessScope narrowed(Narrowing narrowing) {
    if (system) {
      throw new IllegalStateException("the system's scope is not narrowed");
    }
    Collection<Grant> fewer =
        narrowing
            .municipality()
            .map(
                m ->
                    grants.stream()
                        .filter(g -> g.holdsIn(m))
                        .map(g -> new Grant(m, g.role(), g.section()))
                        .collect(Collectors.toSet()))
            .orElse(grants);
    Set<Permission> both =
        left.stream()
            .filter(p -> narrowing.permissions().map(allowed -> allowed.contains(p)).orElse(true))
            .collect(Collectors.toUnmodifiableSet());
    return new AccessScope(who, fewer, both, false);
  }

  /**
   * The same person with those grants only that allow the permission: what is done under it reaches
   * no further than they do.
   */
  public AccessScope under(Permission permission) {
    return system
        ? this
        : new AccessScope(
            who, grants.stream().filter(g -> allows(g, permission)).toList(), left, false);
  }

  public StaffId who() {
    return who;
  }

  /** The roles. Never decide by them: a permission of a role may have been taken away. */
  public Set<Grant> grants() {
    return grants;
  }

  public boolean isSystem() {
    return system;
  }

  /**
   * The municipalities of the grants, sorted; holds {@link MunicipalityId#EVERY} for a container
   * administrator.
   */
  public Set<MunicipalityId> municipalities() {
    return grants.stream().map(Grant::municipality).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether any grant allows the permission on a record with these access columns. */
  public boolean may(Permission permission, AccessTag tag) {
    return system
        || grants.stream().anyMatch(g -> allows(g, permission) && g.reach(permission).holds(tag));
  }

  /**
   * Whether the person takes part in the work on a record: its section's staff do, and those of a
   * section that contributes to it. They write notes; what becomes of the record is the owning
   * section's.
   */
  public boolean mayTakePart(AccessTag tag) {
    return may(Permission.TICKET_WRITE, tag)
        || tag.contributing().stream().anyMatch(section -> contributesAs(section, tag));
  }

  /** Whether the person is of a section that contributes to the record, and may write there. */
  public boolean contributesAs(SectionId section, AccessTag tag) {
    return tag.contributing().contains(section)
        && tag.confidentiality() == Confidentiality.NORMAL
        && may(
            Permission.TICKET_WRITE,
            new AccessTag(tag.municipality(), section, Confidentiality.NORMAL));
  }

  private boolean allows(Grant grant, Permission permission) {
    return left.contains(permission) && grant.role().allows(permission);
  }

  /**
   * Whether the permission holds anywhere in the municipality (for screens, lists and creation).
   */
  public boolean may(Permission permission, MunicipalityId municipality) {
    return system
        || grants.stream().anyMatch(g -> allows(g, permission) && g.holdsIn(municipality));
  }

  /** Whether the permission holds anywhere at all: for doors, never for records. */
  public boolean mayAnywhere(Permission permission) {
    return system || grants.stream().anyMatch(g -> allows(g, permission));
  }

  /** Whether the permission holds in the whole container. */
  public boolean mayEverywhere(Permission permission) {
    return may(permission, MunicipalityId.EVERY);
  }

  /**
   * @throws DomainException {@link Problems#FORBIDDEN}
   */
  public void require(Permission permission, AccessTag tag) {
    if (!may(permission, tag)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
  }

  /**
   * @throws DomainException {@link Problems#FORBIDDEN}
   */
  public void require(Permission permission, MunicipalityId municipality) {
    if (!may(permission, municipality)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
  }

  /**
   * What a list under this permission may show: the union of these reaches; empty = nothing. The
   * system scope gets one reach over {@link MunicipalityId#EVERY}.
   */
  public List<Reach> reaches(Permission permission) {
    if (system) {
      return List.of(new Reach(MunicipalityId.EVERY, SectionId.NONE, Confidentiality.RESTRICTED));
    }
    return grants.stream()
        .filter(g -> allows(g, permission))
        .map(g -> g.reach(permission))
        .distinct()
        .toList();
  }

  @Override
  public String toString() {
    return "AccessScope[" + who + "]";
  }
}
