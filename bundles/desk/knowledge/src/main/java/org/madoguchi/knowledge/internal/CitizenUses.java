package org.madoguchi.knowledge.internal;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.ArticleUses;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.madoguchi.knowledge.internal.UseStore.Complaint;
import org.madoguchi.knowledge.internal.Uses.Kind;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts citizens' uses beside those of staff. Their complaints are nobody's in particular. */
@Component
public final class CitizenUses implements ArticleUses {
  private static final int MOST_DAYS = 400;
  private static final int MOST = 100;

  /** A page that is older may speak again. */
  private static final Duration REMEMBERED = Duration.ofDays(40);

  private final KnowledgeTransactions transactions;
  private final UseStore store;
  private final OpenArticles open;
  private final Journal journal;
  private final IdSource ids;

  @Activate
  public CitizenUses(
      @Reference KnowledgeTransactions transactions,
      @Reference UseStore store,
      @Reference OpenArticles open,
      @Reference Journal journal,
      @Reference IdSource ids) {
    this.transactions = transactions;
    this.store = store;
    this.open = open;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public void viewed(MunicipalityId municipality, long article) {
    transactions.decide(
        () -> {
          if (open.find(municipality, article).isPresent()) {
            store.count(article, journal.today(municipality).day(), Kind.VIEWED);
          }
          return null;
        });
  }

  @Override
  public boolean helpful(MunicipalityId municipality, long article, UUID token) {
    return transactions.decide(
        () -> voted(municipality, article, token, Kind.HELPFUL, journal.today(municipality)));
  }

  @Override
  public boolean unhelpful(
      MunicipalityId municipality, long article, UUID token, Fault fault, String text) {
    String words = cut(text);
    return transactions.decide(
        () -> {
          Today today = journal.today(municipality);
          if (!voted(municipality, article, token, Kind.UNHELPFUL, today)) {
            return false;
          }
          Read read = open.find(municipality, article).orElseThrow();
          store.add(
              new Complaint(
                  ids.next(Uses.IDS),
                  article,
                  read.article().shown().map(Shown::edition).orElse(0),
                  Uses.Fault.valueOf(fault.name()),
                  words,
                  StaffId.NONE,
                  token.toString(),
                  today.now()));
          return true;
        });
  }

  private boolean voted(
      MunicipalityId municipality, long article, UUID token, Kind kind, Today today) {
    if (open.find(municipality, article).isEmpty()) {
      return false;
    }
    store.forgetVotes(today.now().minus(REMEMBERED));
    if (!store.vote(token.toString(), article, today.now())) {
      return false;
    }
    store.count(article, today.day(), kind);
    return true;
  }

  @Override
  public List<Long> mostViewed(MunicipalityId municipality, int days, int limit) {
    if (days < 1 || days > MOST_DAYS || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("1 to " + MOST_DAYS + " days, 1 to " + MOST);
    }
    LocalDate since = journal.today(municipality).day().minusDays(days - 1L);
    return transactions.read(() -> store.mostViewed(municipality, since, limit));
  }

  /** Without what no database keeps, and never in the middle of a character. */
  private static String cut(String text) {
    String sound =
        Optional.ofNullable(text)
            .orElse("")
            .codePoints()
            .filter(c -> c >= 0x20 || c == '\n')
            .filter(c -> c < 0xd800 || c > 0xdfff)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    if (sound.length() <= LONGEST_TEXT) {
      return sound;
    }
    int end = Character.isHighSurrogate(sound.charAt(LONGEST_TEXT - 1)) ? 1 : 0;
    return sound.substring(0, LONGEST_TEXT - end);
  }
}
