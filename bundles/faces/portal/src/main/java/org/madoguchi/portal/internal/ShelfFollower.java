package org.madoguchi.portal.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps {@link Shelves} as the articles are: all of them at first, then whatever changes. */
@Component(service = EventFollower.class)
public final class ShelfFollower implements EventFollower {
  private static final int PAGE = 500;

  private final Shelves shelves;
  private final PublishedArticles articles;

  @Activate
  public ShelfFollower(@Reference Shelves shelves, @Reference PublishedArticles articles) {
    this.shelves = shelves;
    this.articles = articles;
    shelves.opened(articles);
  }

  @Deactivate
  void leave() {
    shelves.closed();
  }

  @Override
  public String name() {
    return "portal.articles";
  }

  @Override
  public Set<String> streams() {
    return Set.of(KnowledgeEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public boolean fromHead() {
    return true;
  }

  @Override
  public void beginsBehind(long position) {
    List<Entry> all = new ArrayList<>();
    List<PublishedArticle> page = articles.after(0, PAGE);
    while (!page.isEmpty()) {
      page.stream().filter(PublishedArticle::isOpen).map(Entry::of).forEach(all::add);
      page = articles.after(page.get(page.size() - 1).id(), PAGE);
    }
    shelves.filled(all);
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    List<Long> ids =
        batch.stream()
            .map(CommittedEvent::aggregate)
            .filter(aggregate -> aggregate.startsWith(KnowledgeEvents.ARTICLE))
            .map(aggregate -> Long.parseLong(aggregate.substring(KnowledgeEvents.ARTICLE.length())))
            .distinct()
            .toList();
    for (int i = 0; i < ids.size(); i += PAGE) {
      List<Long> some = ids.subList(i, Math.min(ids.size(), i + PAGE));
      shelves.changed(new HashSet<>(some), articles.find(some));
    }
  }
}
