package org.madoguchi.tickets.internal;

import java.util.List;
import java.util.OptionalLong;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.tickets.internal.alerts.AlertStore;

/** What somebody was told and may still see, newest first. */
final class ToldAlerts {
  private static final int MOST = 100;

  private ToldAlerts() {}

  static List<AlertStore.Told> to(AccessScope who, Desk desk) {
    return desk.unit.read(
        () ->
            desk.alertStore.page(
                who.who(), OptionalLong.empty(), MOST, who.reaches(Permission.TICKET_READ)));
  }
}
