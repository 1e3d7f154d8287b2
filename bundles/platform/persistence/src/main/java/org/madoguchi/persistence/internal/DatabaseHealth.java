package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.madoguchi.kernel.event.FollowerStates;
import org.madoguchi.kernel.event.FollowerStates.Doing;
import org.madoguchi.kernel.event.FollowerStates.State;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.measure.Recent;
import org.madoguchi.persistence.internal.GuardedDerby.Away;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the database answers, and whether the events in it reach their followers. */
@Component(service = {HealthCheck.class, Measures.class})
public final class DatabaseHealth implements HealthCheck, Measures {
  private static final Duration AGE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  /** A batch that fails once or twice is no standstill. */
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private static final Measure HEAD =
      Measure.gauge("madoguchi_event_log_position", "Position of the newest stamped event.");
  private static final Measure LAG =
      Measure.gauge(
          "madoguchi_follower_lag_events",
          "Events a follower of this node has not taken yet.",
          "follower");
  private static final Measure FAILING =
      Measure.gauge(
          "madoguchi_follower_failing",
          "1 while a follower of this node stands still because its batch fails.",
          "follower");
  private static final Measure UP =
      Measure.gauge("madoguchi_database_up", "1 while the database answers this node.");

  private final Recent<Long> head;
  private final Recent<List<State>> followers;
  private final Supplier<Duration> sequencerFailing;
  private final Supplier<Away> derby;

  @Activate
  public DatabaseHealth(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference FollowerStates followers,
      @Reference Sequencer sequencer,
      @Reference DerbyFactory derby) {
    this(dataSource, followers, sequencer::failing, derby::away);
  }

  DatabaseHealth(
      DataSource dataSource,
      FollowerStates followers,
      Supplier<Duration> sequencerFailing,
      Supplier<Away> derby) {
    this.head = new Recent<>(AGE, PATIENCE, () -> headOf(dataSource));
    this.followers = new Recent<>(AGE, PATIENCE, followers::states);
    this.sequencerFailing = sequencerFailing;
    this.derby = derby;
  }

  private static long headOf(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return JdbcEventLog.head(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Finding> findings(Locale locale) {
    if (head.get().isEmpty()) {
      // the rest follows from it
      return List.of(new Finding("database", true, HealthTexts.text(derby.get().text, locale)));
    }
    List<Finding> findings = new ArrayList<>();
    if (sequencerFailing.get().compareTo(STANDSTILL) > 0) {
      findings.add(finding("sequencer", true, locale));
    }
    List<State> states = followers.get().orElse(List.of());
    List<State> failing = states.stream().filter(s -> s.doing() == Doing.FAILING).toList();
    // one follower that chokes on an event does not keep people from working; all of them do
    boolean relay = !failing.isEmpty() && failing.size() == states.size();
    if (relay) {
      findings.add(finding("relay", true, locale));
    } else {
      failing.forEach(s -> findings.add(finding("follower", false, locale, s.follower())));
    }
    return findings;
  }

  private static Finding finding(String code, boolean blocks, Locale locale, Object... arguments) {
    return new Finding(code, blocks, HealthTexts.text(code, locale, arguments));
  }

  @Override
  public void tell(Figures figures) {
    var known = head.get();
    figures.value(UP, known.isPresent() ? 1 : 0, List.of());
    known.ifPresent(position -> figures.value(HEAD, position, List.of()));
    if (known.isPresent()) {
      followers.get().orElse(List.of()).forEach(state -> tell(figures, state));
    }
  }

  private static void tell(Figures figures, State state) {
    List<String> name = List.of(state.follower());
    figures.value(LAG, state.lag(), name);
    figures.value(FAILING, state.doing() == Doing.FAILING ? 1 : 0, name);
  }
}
