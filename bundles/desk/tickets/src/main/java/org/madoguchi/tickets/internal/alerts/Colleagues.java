package org.madoguchi.tickets.internal.alerts;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may be named at a ticket: staff who see it. */
@Component(service = Colleagues.class)
public final class Colleagues {
  /** So many may be named in one note. */
  public static final int MOST = 20;

  private static final int OFFERED = 20;

  private final Directory directory;
  private final Identities identities;

  @Activate
  public Colleagues(@Reference Directory directory, @Reference Identities identities) {
    this.directory = directory;
    this.identities = identities;
  }

  /**
   * Those who see records of the tag and whose name, kana or login has every word; by kana, without
   * the person who asks.
   */
  public List<Staff> like(AccessTag tag, StaffId asking, String q) {
    List<String> words = List.of(folded(q).strip().split("\\s+"));
    List<Staff> found = new ArrayList<>();
    for (Staff staff : directory.staffOf(tag.municipality())) {
      String text = folded(staff.name() + " " + staff.kana() + " " + staff.id().value());
      String joined = text.replace(" ", "");
      boolean like = words.stream().allMatch(w -> text.contains(w) || joined.contains(w));
      // who sees it is asked last: it costs most
      if (like && !staff.id().equals(asking) && sees(staff.id(), tag)) {
        found.add(staff);
        if (found.size() == OFFERED) {
          break;
        }
      }
    }
    return found;
  }

  /**
   * @throws DomainException invalid-fields for who does not see it, or is not there
   */
  public void mustSee(AccessTag tag, List<StaffId> mentioned) {
    List<FieldProblem> wrong = new ArrayList<>();
    for (int i = 0; i < mentioned.size(); i++) {
      if (!sees(mentioned.get(i), tag)) {
        wrong.add(new FieldProblem("mentions[" + i + "]", "unknown", List.of()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new DomainException(Problems.INVALID_FIELDS, List.of(wrong.size()), wrong, Map.of());
    }
  }

  private boolean sees(StaffId who, AccessTag tag) {
    return identities
        .scopeOf(who)
        .filter(scope -> scope.may(Permission.TICKET_READ, tag))
        .isPresent();
  }

  /** Katakana and hiragana, wide and narrow, capital and small are the same. */
  static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(plain.length());
    for (char c : plain.toCharArray()) {
      folded.append(c >= 'ァ' && c <= 'ヶ' ? (char) (c - 0x60) : c);
    }
    return folded.toString();
  }
}
