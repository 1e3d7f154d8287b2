package org.madoguchi.tickets.internal.files;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.measure.Recent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether there is a virus scanner, and whether it answers. */
@Component(service = {ScannerWatch.class, HealthCheck.class, Measures.class})
public final class ScannerWatch implements HealthCheck, Measures {
  /** Where a scanner stands. */
  public enum State {
    ABSENT,
    DOWN,
    UP
  }

  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration WAITING_AGE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final int MOST_COUNTED = 1_000;
  private static final String TEXTS = "org.madoguchi.tickets.internal.files.health";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private static final Measure UP =
      Measure.gauge(
          "madoguchi_virus_scanner_up",
          "1 while the virus scanner answers, 0 while it does not, -1 without one.");
  private static final Measure WAITING =
      Measure.gauge(
          "madoguchi_attachments_waiting",
          "Attachments no scanner has judged yet; 1000 stands for more.");

  private static final Counter SCANNED =
      new Counter(
          "madoguchi_attachments_scanned_total", "Attachments this node had scanned.", "verdict");

  static {
    for (FileFinding.Scan verdict : FileFinding.Scan.values()) {
      if (verdict != FileFinding.Scan.WAITING) {
        SCANNED.add(0, Checks.written(verdict));
      }
    }
  }

  private final Directory directory;
  private final Recent<State> seen = new Recent<>(AGE, PATIENCE, this::look);
  private final Recent<Integer> waiting;

  // Installed, configured and removed while people work.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile VirusScanner scanner;

  @Activate
  public ScannerWatch(
      @Reference Directory directory,
      @Reference TicketTransactions transactions,
      @Reference FileStates states) {
    this.directory = directory;
    this.waiting =
        new Recent<>(
            WAITING_AGE,
            PATIENCE,
            () -> transactions.read(() -> states.countWaiting(MOST_COUNTED)));
  }

  public boolean isPresent() {
    return scanner != null;
  }

  /** At most five seconds old. */
  public boolean isUp() {
    return state() == State.UP;
  }

  public State state() {
    return isPresent() ? seen.get().orElse(State.DOWN) : State.ABSENT;
  }

  private State look() {
    VirusScanner present = scanner;
    if (present == null) {
      return State.ABSENT;
    }
    try {
      present.probe();
      return State.UP;
    } catch (ScannerUnavailable e) {
      return State.DOWN;
    }
  }

  @Override
  public List<Finding> findings(Locale locale) {
    return switch (state()) {
      case UP -> List.of();
      case DOWN -> List.of(finding("virus-scanner-down", locale));
      case ABSENT -> isDemanded() ? List.of(finding("virus-scanner-absent", locale)) : List.of();
    };
  }

  /** Who settles what becomes of unjudged files counts on a scanner. */
  private boolean isDemanded() {
    return directory.municipalities().stream()
        .map(FileRules::of)
        .anyMatch(FileRules::scanningSettled);
  }

  private static Finding finding(String code, Locale locale) {
    ResourceBundle texts =
        ResourceBundle.getBundle(TEXTS, locale, ScannerWatch.class.getClassLoader(), EXACT);
    return new Finding(code, false, texts.getString(code));
  }

  @Override
  public void tell(Figures figures) {
    State state = state();
    figures.value(UP, state == State.ABSENT ? -1 : state == State.UP ? 1 : 0, List.of());
    waiting.get().ifPresent(n -> figures.value(WAITING, n, List.of()));
    SCANNED.tell(figures);
  }

  /** Called after the verdict was committed. */
  static void count(FileFinding.Scan verdict) {
    SCANNED.add(Checks.written(verdict));
  }
}
