package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchDocument;

/**
 * One Lucene index: writes, commits and searchers of it. Each commit holds the place in the event
 * log up to which it is complete, so that both are there after a sudden end, or neither.
 */
final class Shelf implements AutoCloseable {
  private static final String POSITION = "position.";
  private static final String ANALYSIS = "analysis";

  /** Raised whenever texts are analysed otherwise: an older index is then filled anew. */
  static final String PRESENT_ANALYSIS = "2";

  private static final double BUFFER_MEGABYTES = 32;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Documents documents;
  private final Map<String, Long> positions = new HashMap<>();

  /**
   * Opens or begins the index.
   *
   * @param check whether every file is read and its checksum compared
   * @throws IOException when it is corrupt or of another version
   */
  Shelf(Directory directory, Documents documents, boolean check) throws IOException {
    this.directory = directory;
    this.documents = documents;
    if (check && DirectoryReader.indexExists(directory)) {
      check(directory);
    }
    IndexWriterConfig config = new IndexWriterConfig();
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setCommitOnClose(false);
    this.writer = new IndexWriter(directory, config);
    try {
      readPositions();
      this.searchers = new SearcherManager(writer, null);
    } catch (IOException | RuntimeException e) {
      writer.rollback(); // lets the files go
      throw e;
    }
  }

  private static void check(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
    }
  }

  private void readPositions() {
    Iterable<Map.Entry<String, String>> kept = writer.getLiveCommitData();
    if (kept == null) {
      return;
    }
    for (Map.Entry<String, String> entry : kept) {
      if (entry.getKey().startsWith(POSITION)) {
        String source = entry.getKey().substring(POSITION.length());
        positions.put(source, Long.parseLong(entry.getValue()));
      }
    }
  }

  /** Whether its texts were analysed as they would be now; true for an empty one. */
  boolean isOfPresentAnalysis() {
    Iterable<Map.Entry<String, String>> kept = writer.getLiveCommitData();
    if (kept != null) {
      for (Map.Entry<String, String> entry : kept) {
        if (entry.getKey().equals(ANALYSIS)) {
          return entry.getValue().equals(PRESENT_ANALYSIS);
        }
      }
    }
    return writer.getDocStats().numDocs == 0;
  }

  /** A document whose texts were cut into words. */
  record Analysed(DocumentKey key, Document document) {}

  Analysed analysed(SearchDocument source) {
    return new Analysed(source.key(), documents.of(source));
  }

  void put(Analysed analysed) throws IOException {
    writer.updateDocument(new Term(Fields.KEY, analysed.key().toString()), analysed.document());
  }

  void put(SearchDocument source) throws IOException {
    put(analysed(source));
  }

  void remove(DocumentKey key) throws IOException {
    writer.deleteDocuments(new Term(Fields.KEY, key.toString()));
  }

  /** Whether it can be written; a disk that was full, say, ends that for good. */
  boolean isWritable() {
    return writer.isOpen();
  }

  /** From now on searchers see what was written. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Durable from here on: what was written, and that the source is followed up to there. */
  synchronized void commit(String source, long position) throws IOException {
    commit(Map.of(source, position));
  }

  /** The same for several sources. */
  synchronized void commit(Map<String, Long> reached) throws IOException {
    positions.putAll(reached);
    Map<String, String> data = new HashMap<>();
    data.put(ANALYSIS, PRESENT_ANALYSIS);
    positions.forEach((name, at) -> data.put(POSITION + name, Long.toString(at)));
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
    refresh();
  }

  synchronized Map<String, Long> positions() {
    return Map.copyOf(positions);
  }

  /** A use of a searcher. */
  interface Use<T> {
    T with(IndexSearcher searcher) throws IOException;
  }

  <T> T search(Use<T> use) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return use.with(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  long bytes() {
    try {
      long bytes = 0;
      for (String file : List.of(directory.listAll())) {
        bytes += directory.fileLength(file);
      }
      return bytes;
    } catch (IOException e) {
      return 0; // a file went while it was counted
    }
  }

  /** Keeps what was committed; the rest is followed again. */
  @Override
  public void close() {
    try {
      searchers.close();
      writer.rollback();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
