package org.madoguchi.web.internal.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.web.internal.filter.Caller;
import org.madoguchi.web.internal.measure.WebMeasures;

/**
 * One live connection. Nothing here ever blocks: what the socket does not take now waits in a
 * bounded queue, and a client that does not read is let go; it comes back with its Last-Event-ID.
 */
final class LiveClient implements WriteListener, AsyncListener {
  /**
   * The most that waits for a client, in bytes; one piece may be larger when nothing else waits.
   */
  static final int WAITING_BYTES = 256 * 1024;

  private final AsyncContext async;
  private final ServletOutputStream out;
  private final Caller caller;
  private final Instant openedAt;
  private final Consumer<LiveClient> whenGone;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private volatile AccessScope scope;
  private volatile long position;
  private int waitingBytes;
  private boolean writable;
  private boolean unflushed;
  private boolean last;
  private boolean gone;

  LiveClient(
      AsyncContext async,
      Caller caller,
      long position,
      Instant openedAt,
      Consumer<LiveClient> whenGone)
      throws IOException {
    this.async = async;
    this.out = async.getResponse().getOutputStream();
    this.caller = caller;
    this.scope = caller.scope();
    this.position = position;
    this.openedAt = openedAt;
    this.whenGone = whenGone;
  }

  /** Begins to write as soon as the container lets it. */
  void start() {
    if (isGone()) {
      return;
    }
    async.addListener(this);
    out.setWriteListener(this);
  }

  synchronized boolean isGone() {
    return gone;
  }

  StaffId who() {
    return caller.scope().who();
  }

  String credential() {
    return caller.credential();
  }

  Instant openedAt() {
    return openedAt;
  }

  AccessScope scope() {
    return scope;
  }

  /** What the person may do now; less of it when the connection was opened with a token. */
  void scope(AccessScope changed) {
    scope = changed.narrowed(caller.narrowing());
  }

  /** Everything up to here has been offered or was not for this client. */
  long position() {
    return position;
  }

  void position(long reached) {
    position = reached;
  }

  /** Queues a piece; lets the client go when too much waits already. */
  void offer(byte[] piece) {
    boolean overflow = false;
    synchronized (this) {
      if (gone || last || piece.length == 0) {
        return;
      }
      overflow = !waiting.isEmpty() && waitingBytes + piece.length > WAITING_BYTES;
      if (!overflow) {
        add(piece);
      }
    }
    if (overflow) {
      WebMeasures.LIVE_DROPPED.add();
      end();
    } else {
      drain();
    }
  }

  /** Like {@link #offer}, but only when nothing waits: a heartbeat behind an event says nothing. */
  void offerWhenIdle(byte[] piece) {
    boolean idle;
    synchronized (this) {
      idle = waiting.isEmpty();
    }
    if (idle) {
      offer(piece);
    }
  }

  /** Writes what waits and this, then closes. */
  void finish(byte[] farewell) {
    synchronized (this) {
      if (gone || last) {
        return;
      }
      add(farewell);
      last = true;
    }
    drain();
  }

  private void add(byte[] piece) {
    waiting.add(piece);
    waitingBytes += piece.length;
  }

  private void drain() {
    boolean done;
    try {
      done = write();
    } catch (IOException | IllegalStateException e) {
      done = true; // the client went away
    }
    if (done) {
      end();
    }
  }

  /**
   * @return whether the connection is to be closed now
   */
  private synchronized boolean write() throws IOException {
    if (gone || !writable) {
      return false;
    }
    while (out.isReady()) {
      byte[] piece = waiting.poll();
      if (piece != null) {
        waitingBytes -= piece.length;
        out.write(piece);
        unflushed = true;
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        return last;
      }
    }
    return false;
  }

  /** Closes at once. */
  void end() {
    synchronized (this) {
      if (gone) {
        return;
      }
      gone = true;
      waiting.clear();
    }
    whenGone.accept(this);
    try {
      async.complete();
    } catch (IllegalStateException e) {
      // the container completed it already
    }
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      writable = true;
    }
    drain();
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // the connection is asynchronous from its beginning to its end
  }
}
