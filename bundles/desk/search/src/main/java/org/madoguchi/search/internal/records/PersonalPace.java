package org.madoguchi.search.internal.records;

import java.time.Clock;
import org.madoguchi.kernel.StaffId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How much one person's screens may tell of searches in a minute. */
@Component(service = PersonalPace.class)
public final class PersonalPace {
  /** Nobody asks and clicks faster. */
  static final int A_MINUTE = 120;

  private final Pace pace;

  @Activate
  public PersonalPace(@Reference Clock clock) {
    this.pace = new Pace(A_MINUTE, clock);
  }

  public boolean allows(StaffId who) {
    return pace.allows(who.value());
  }
}
