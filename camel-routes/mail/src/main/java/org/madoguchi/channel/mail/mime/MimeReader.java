package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads a message into a tree, in one pass and with bounds. Apache Mime4j's token stream is used
 * because it never builds more than it is asked to: Jakarta Mail keeps an object of some kilobytes
 * for every part and header before anybody can count them, and takes its leniency from properties
 * of the whole JVM. Nested messages stay closed.
 */
public final class MimeReader {
  /** The message is beyond what is read. {@link #getMessage} is the key of a text. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String key) {
      super(key);
    }

    Unreadable(String key, Throwable cause) {
      super(key, cause);
    }
  }

  public static final int MOST_PARTS = 1000;
  static final int DEEPEST = 100;
  static final int MAX_FIELD_BYTES = 128 * 1024;
  static final int MOST_FIELDS = 1000;
  private static final int PIECE_BYTES = 64 * 1024;

  private static final MimeConfig BOUNDS =
      MimeConfig.custom()
          .setMaxLineLen(MAX_FIELD_BYTES)
          .setMaxHeaderLen(MAX_FIELD_BYTES)
          .setMaxHeaderCount(MOST_FIELDS)
          .setMaxContentLen(-1)
          .build();

  private final MimeTokenStream tokens = new MimeTokenStream(BOUNDS);
  private final Deque<RawHeaders> headers = new ArrayDeque<>();
  private final Deque<List<MimeNode>> open = new ArrayDeque<>();
  private final Deque<MimeNode.Container> containers = new ArrayDeque<>();
  private int parts;
  private MimeNode root;

  private MimeReader() {}

  /**
   * @throws Unreadable too many parts, a header too large
   */
  static MimeNode read(InputStream message) throws IOException, Unreadable {
    try {
      return new MimeReader().tree(message);
    } catch (MimeException e) {
      throw new Unreadable("unreadable.header", e);
    }
  }

  private MimeNode tree(InputStream message) throws IOException, MimeException, Unreadable {
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(message);
    EntityState state = tokens.getState();
    while (state != EntityState.T_END_OF_STREAM) {
      handle(state);
      state = tokens.next();
    }
    if (root == null) {
      throw new Unreadable("unreadable.empty");
    }
    return root;
  }

  private void handle(EntityState state) throws IOException, Unreadable {
    switch (state) {
      case T_START_HEADER -> headers.push(new RawHeaders());
      case T_FIELD -> headers.peek().add(tokens.getField().getRaw().toByteArray());
      case T_END_HEADER -> {
        count();
        // what is nested deeper stays one closed part
        boolean flat = containers.size() >= DEEPEST;
        tokens.setRecursionMode(flat ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
      }
      case T_START_MULTIPART -> startContainer();
      case T_END_MULTIPART -> endContainer();
      case T_BODY -> add(leaf());
      default -> {
        // preambles and epilogues are for programs of 1992
      }
    }
  }

  private void count() throws Unreadable {
    if (++parts > MOST_PARTS) {
      throw new Unreadable("unreadable.parts");
    }
  }

  private void startContainer() {
    RawHeaders own = headers.pop();
    HeaderValue type = HeaderValue.parse(own.literal("content-type"));
    List<MimeNode> children = new ArrayList<>();
    containers.push(new MimeNode.Container(own, type, children));
    open.push(children);
  }

  private void endContainer() {
    open.pop();
    add(containers.pop());
  }

  private MimeNode.Leaf leaf() throws IOException {
    RawHeaders own = headers.pop();
    HeaderValue type = HeaderValue.parse(own.literal("content-type"));
    HeaderValue disposition = HeaderValue.parse(own.literal("content-disposition"));
    if (isPlainByDefault(type)) {
      type = new HeaderValue("text/plain", type.parameters());
    }
    return new MimeNode.Leaf(own, type, disposition, content());
  }

  /** RFC 2045, 5.2: without a type, or with a damaged one, it is text. */
  private static boolean isPlainByDefault(HeaderValue type) {
    boolean multipart = type.value().startsWith("multipart/");
    return !type.value().contains("/") || multipart && type.parameter("boundary").isEmpty();
  }

  private MimeNode.Content content() throws IOException {
    MimeNode.Content content = new MimeNode.Content();
    try (InputStream decoded = tokens.getDecodedInputStream()) {
      byte[] piece = decoded.readNBytes(PIECE_BYTES);
      while (piece.length > 0) {
        content.append(piece);
        piece = decoded.readNBytes(PIECE_BYTES);
      }
    }
    return content;
  }

  private void add(MimeNode node) {
    if (open.isEmpty()) {
      root = node;
    } else {
      open.peek().add(node);
    }
  }

  /** The header alone, of a nested message or of a report; at most the first 256 KiB. */
  static RawHeaders headersOf(byte[] message) {
    RawHeaders found = new RawHeaders();
    MimeTokenStream stream = new MimeTokenStream(BOUNDS);
    try {
      stream.setRecursionMode(RecursionMode.M_FLAT);
      stream.parse(new ByteArrayInputStream(message));
      while (stream.getState() != EntityState.T_END_HEADER
          && stream.getState() != EntityState.T_END_OF_STREAM) {
        if (stream.getState() == EntityState.T_FIELD) {
          found.add(stream.getField().getRaw().toByteArray());
        }
        stream.next();
      }
    } catch (MimeException | IOException e) {
      return found; // what was read until here
    }
    return found;
  }
}
