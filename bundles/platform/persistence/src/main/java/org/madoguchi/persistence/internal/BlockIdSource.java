package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.madoguchi.kernel.store.IdSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out numbers from blocks of table ID_BLOCK. A block is small while numbers are rarely asked
 * for (little is lost when the process dies) and grows while they are asked for in bulk; an orderly
 * stop gives the rest back.
 */
@Component(service = IdSource.class)
public final class BlockIdSource implements IdSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlockIdSource.class);
  private static final int SMALLEST = 10;
  private static final int LARGEST = 1_000;
  private static final long BUSY_NANOS = 1_000_000_000L;

  private static final class Block {
    final String series;
    long next;
    long end;
    int size = SMALLEST;
    long takenAt;

    Block(String series) {
      this.series = series;
    }
  }

  private final DataSource dataSource;
  private final LongSupplier nanos;
  private final Map<String, Block> blocks = new ConcurrentHashMap<>();

  // Kept, not borrowed per block: when commands hold every other connection of the pool, they still
  // get their numbers.
  private Connection connection;
  private boolean closed;

  @Activate
  public BlockIdSource(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource) {
    this(dataSource, System::nanoTime);
  }

  BlockIdSource(DataSource dataSource, LongSupplier nanos) {
    this.dataSource = dataSource;
    this.nanos = nanos;
  }

  /**
   * @throws IllegalStateException when a new block is needed and the database does not answer
   */
  @Override
  public long next(String series) {
    Block block = blocks.computeIfAbsent(series, Block::new);
    synchronized (block) {
      if (block.next == block.end) {
        refill(block);
      }
      return block.next++;
    }
  }

  private void refill(Block block) {
    long now = nanos.getAsLong();
    boolean busy = block.end > 0 && now - block.takenAt < BUSY_NANOS;
    block.size = busy ? Math.min(block.size * 2, LARGEST) : SMALLEST;
    block.takenAt = now;
    block.next = firstOfNewBlock(block.series, block.size);
    block.end = block.next + block.size;
  }

  private synchronized long firstOfNewBlock(String series, int size) {
    if (closed) {
      throw new IllegalStateException("the source of ids is closed");
    }
    try {
      return take(series, size);
    } catch (SQLException e) {
      LOG.debug("the kept connection failed, taking another", e);
    }
    try {
      return take(series, size);
    } catch (SQLException e) {
      throw new IllegalStateException("no ids for series " + series, e);
    }
  }

  private long take(String series, int size) throws SQLException {
    try {
      Connection own = connection();
      long first = advance(own, series, size);
      own.commit();
      return first;
    } catch (SQLException e) {
      drop();
      throw e;
    }
  }

  private static long advance(Connection own, String series, int size) throws SQLException {
    try (PreparedStatement update =
        own.prepareStatement("UPDATE ID_BLOCK SET NEXT_ID = NEXT_ID + ? WHERE SERIES = ?")) {
      update.setLong(1, size);
      update.setString(2, series);
      if (update.executeUpdate() == 0) {
        return create(own, series, size);
      }
    }
    try (PreparedStatement query =
        own.prepareStatement("SELECT NEXT_ID FROM ID_BLOCK WHERE SERIES = ?")) {
      query.setString(1, series);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1) - size;
      }
    }
  }

  /**
   * When another node creates the series first, the insert fails and the caller's second try finds
   * its row.
   */
  private static long create(Connection own, String series, int size) throws SQLException {
    try (PreparedStatement insert =
        own.prepareStatement("INSERT INTO ID_BLOCK (SERIES, NEXT_ID) VALUES (?, ?)")) {
      insert.setString(1, series);
      insert.setLong(2, 1L + size);
      insert.executeUpdate();
      return 1;
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      Connection fresh = dataSource.getConnection();
      fresh.setAutoCommit(false);
      connection = fresh;
    }
    return connection;
  }

  private void drop() {
    Connection old = connection;
    connection = null;
    if (old == null) {
      return;
    }
    try (old) {
      old.rollback();
      old.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.debug("closing the kept connection failed", e);
    }
  }

  /** Gives unused numbers back, unless another node took a block in the meantime. */
  @Deactivate
  @Override
  public void close() {
    for (Block block : blocks.values()) {
      synchronized (block) {
        giveBack(block);
        block.next = block.end;
      }
    }
    synchronized (this) {
      closed = true;
      drop();
    }
  }

  private synchronized void giveBack(Block block) {
    if (block.next == block.end || connection == null) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE ID_BLOCK SET NEXT_ID = ? WHERE SERIES = ? AND NEXT_ID = ?")) {
      update.setLong(1, block.next);
      update.setString(2, block.series);
      update.setLong(3, block.end);
      update.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      LOG.debug("the rest of series {} is lost, which is harmless", block.series, e);
      drop();
    }
  }
}
