package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.PostingsFormat;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.IndexState;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.asked.Asked;
import org.madoguchi.search.internal.asked.AskedArchive;
import org.madoguchi.search.internal.learning.Ranking;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.text.Gist;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.UniDicWords;
import org.madoguchi.search.internal.text.Words;
import org.madoguchi.search.spi.DocumentSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of this node, on Lucene. Each source is followed by a follower of its own. */
@Component(
    service = {SearchIndex.class, Gist.class, Ranking.class, AskedArchive.class},
    configurationPid = "org.madoguchi.search",
    immediate = true)
@Designate(ocd = SearchConfig.class)
public final class LuceneSearchIndex implements SearchIndex, Gist, Ranking, AskedArchive {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneSearchIndex.class);

  /** How long it may take until filling has ended behind the page it is at. */
  private static final Duration LONGEST_PAGE = Duration.ofSeconds(30);

  private final BundleContext context;
  private final EventLog log;
  private final Searcher searcher;
  private final Engine engine;
  private final Map<DocumentSource, Followed> followed = new IdentityHashMap<>();
  private final ExecutorService rebuilding =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "madoguchi-search-rebuild");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public LuceneSearchIndex(
      BundleContext context, @Reference EventLog log, @Reference Clock clock, SearchConfig config)
      throws IOException {
    this.context = context;
    this.log = log;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(LuceneSearchIndex.class.getClassLoader());
    try {
      loadFormats();
      Words words = new UniDicWords();
      Synonyms ours = Synonyms.of(Synonyms.ours(), words);
      this.searcher = new Searcher(words, clock, ours, weights(config));
      this.engine = new Engine(folder(config), words, searcher);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Lucene looks them up once, by the context class loader of whoever comes first. */
  private static void loadFormats() {
    LOG.debug(
        "Lucene {} {} {}",
        Codec.availableCodecs(),
        PostingsFormat.availablePostingsFormats(),
        DocValuesFormat.availableDocValuesFormats());
  }

  private static Path folder(SearchConfig config) {
    return config.folder().isBlank()
        ? Path.of(System.getProperty("karaf.data", "data"), "search")
        : Path.of(config.folder());
  }

  private static Weights weights(SearchConfig config) {
    return config.learnedRanking() ? Weights.ours() : null;
  }

  @Modified
  void modified(SearchConfig config) {
    searcher.rankBy(weights(config));
  }

  private record Followed(
      SourceFollower follower, ServiceRegistration<EventFollower> registration) {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public synchronized void addSource(DocumentSource source) {
    SourceFollower follower = new SourceFollower(engine, source, log);
    followed.put(
        source,
        new Followed(follower, context.registerService(EventFollower.class, follower, null)));
  }

  /** Returns when the source is no longer asked. Its documents stay until it comes again. */
  public synchronized void removeSource(DocumentSource source) {
    Followed known = followed.remove(source);
    if (known != null) {
      known.follower().stop();
      known.registration().unregister();
    }
  }

  @Override
  public SearchAnswer search(SearchQuery query) {
    try {
      return engine.search(query);
    } catch (DomainException e) {
      mend();
      throw e;
    }
  }

  @Override
  public List<Suggestion> suggest(SearchQuery query, int most) {
    try {
      return engine.suggest(query, most);
    } catch (DomainException e) {
      mend();
      throw e;
    }
  }

  private void mend() {
    if (engine.isDamaged()) {
      rebuild("corrupt");
    }
  }

  @Override
  public void useSynonyms(MunicipalityId municipality, List<SynonymGroup> groups) {
    searcher.useSynonyms(municipality, groups);
  }

  @Override
  public String of(String text) {
    return searcher.gist(text);
  }

  @Override
  public List<Choice> choices(MunicipalityId municipality, String text, Visibility visibility) {
    SearchQuery query = SearchQuery.of(text, municipality, visibility, DocumentKind.ARTICLE);
    return engine.read(index -> searcher.choices(index, query));
  }

  @Override
  public void rankBy(MunicipalityId municipality, Optional<Weights> own) {
    searcher.rankBy(municipality, own);
  }

  @Override
  public List<Asked> tickets(
      MunicipalityId municipality, Visibility visibility, Instant from, Instant to, int most) {
    return engine.read(
        index -> new AskedTexts(searcher).tickets(index, municipality, visibility, from, to, most));
  }

  @Override
  public List<Asked> articles(
      MunicipalityId municipality, Visibility visibility, String text, int most) {
    return engine.read(
        index -> new AskedTexts(searcher).articles(index, municipality, visibility, text, most));
  }

  @Override
  public boolean isOn() {
    return searcher.ranks();
  }

  @Override
  public void rebuild() {
    rebuild("asked");
  }

  private void rebuild(String why) {
    try {
      rebuilding.execute(() -> rebuildNow(why));
    } catch (RejectedExecutionException e) {
      LOG.debug("the search index is closing, it is not filled anew");
    }
  }

  private void rebuildNow(String why) {
    List<DocumentSource> sources;
    synchronized (this) {
      sources = List.copyOf(followed.keySet());
    }
    try {
      engine.rebuild(sources, why);
    } catch (IOException | RuntimeException e) {
      LOG.error("the search index could not be filled anew; the old one is searched", e);
    }
    followWhatCame(sources);
  }

  /** What came while an index was filled is not in it: its follower finds that and fills it. */
  private synchronized void followWhatCame(List<DocumentSource> filled) {
    List<DocumentSource> came = new ArrayList<>(followed.keySet());
    came.removeIf(source -> filled.stream().anyMatch(known -> known == source));
    came.forEach(this::removeSource);
    came.forEach(this::addSource);
  }

  @Override
  public IndexState state() {
    return engine.state();
  }

  @Deactivate
  void close() {
    engine.stopFilling();
    rebuilding.shutdown();
    try {
      rebuilding.awaitTermination(LONGEST_PAGE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<DocumentSource> sources;
    synchronized (this) {
      sources = List.copyOf(followed.keySet());
    }
    sources.forEach(this::removeSource); // nobody writes any more
    engine.close();
  }
}
