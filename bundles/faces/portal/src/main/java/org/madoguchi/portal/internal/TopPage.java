package org.madoguchi.portal.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The first page: what is the matter? */
@Component(service = PortalPage.class)
public final class TopPage implements PortalPage {
  private static final int POPULAR = 8;

  private final Desk desk;

  @Activate
  public TopPage(@Reference Desk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public Answer show(Visit visit) {
    return Answer.Page.of(
        "top",
        Map.of(
            "title",
            "",
            "top",
            true,
            "open",
            desk.shelves.isOpen() && desk.shelves.isFilled(),
            "categories",
            Lists.categories(visit, desk.categories(visit), ""),
            "popular",
            desk.popular(visit, POPULAR).stream()
                .map(entry -> Lists.item(desk, visit, entry))
                .toList(),
            "total",
            desk.shelf(visit).newest().size()));
  }
}
