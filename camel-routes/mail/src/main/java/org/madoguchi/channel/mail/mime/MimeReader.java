package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.madoguchi.channels.Intake;

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
  static final int MAX_FIELD_BYTES = 1024 * 1024; // 10,000 recipients have their place in it
  static final int MOST_FIELDS = 1000;
  private static final int MAX_HEADER_BYTES = 8 * 1024 * 1024; // of all parts together
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int MOST_OPENED = 10; // signatures, one within the other or side by side
  // each is in memory once more with what is in it; a whole delivery may be opened, and not twice
  private static final long MOST_OPENED_BYTES = Intake.MAX_BYTES;
  private static final Set<String> SIGNED =
      Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");

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
  private final Spent spent;
  private MimeNode.Content preamble = new MimeNode.Content();
  private MimeNode root;

  /** What the message has used of its bounds, with what is signed inside it. */
  private static final class Spent {
    private int parts = -1; // the message itself is none
    private long headerBytes;
    private int opened;
    private long openedBytes;
  }

  private MimeReader(Spent spent) {
    this.spent = spent;
  }

  /**
   * @throws Unreadable too many parts, a header too large
   */
  static MimeNode read(InputStream message) throws IOException, Unreadable {
    try {
      return new MimeReader(new Spent()).tree(message);
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
      case T_FIELD -> field(tokens.getField().getRaw().toByteArray());
      case T_END_HEADER -> {
        count();
        // what is nested deeper stays one closed part
        boolean flat = containers.size() >= DEEPEST;
        tokens.setRecursionMode(flat ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
      }
      case T_START_MULTIPART -> startContainer();
      case T_PREAMBLE -> preamble = content(tokens.getInputStream());
      case T_END_MULTIPART -> endContainer();
      case T_BODY -> add(opened(leaf()));
      default -> {
        // epilogues are nobody's text
      }
    }
  }

  private void field(byte[] raw) throws Unreadable {
    spent.headerBytes += raw.length;
    if (spent.headerBytes > MAX_HEADER_BYTES) {
      throw new Unreadable("unreadable.header");
    }
    headers.peek().add(raw);
  }

  private void count() throws Unreadable {
    if (++spent.parts > MOST_PARTS) {
      throw new Unreadable("unreadable.parts");
    }
  }

  private void startContainer() {
    RawHeaders own = headers.pop();
    HeaderValue type = HeaderValue.parse(own.literal("content-type"));
    List<MimeNode> children = new ArrayList<>();
    containers.push(new MimeNode.Container(own, type, children));
    open.push(children);
    preamble = new MimeNode.Content();
  }

  private void endContainer() {
    List<MimeNode> children = open.pop();
    MimeNode.Container ended = containers.pop();
    if (children.isEmpty() && preamble.size() > 0) {
      // its boundary never came: what was taken for the words before it is the text
      HeaderValue text = HeaderValue.parse("text/plain");
      children.add(new MimeNode.Leaf(new RawHeaders(), text, HeaderValue.parse(""), preamble));
    }
    preamble = new MimeNode.Content();
    add(ended);
  }

  private MimeNode.Leaf leaf() throws IOException {
    RawHeaders own = headers.pop();
    HeaderValue type = HeaderValue.parse(own.literal("content-type"));
    HeaderValue disposition = HeaderValue.parse(own.literal("content-disposition"));
    if (isPlainByDefault(type)) {
      boolean digest = type.value().isEmpty() && isInDigest();
      type = new HeaderValue(digest ? "message/rfc822" : "text/plain", type.parameters());
    }
    return new MimeNode.Leaf(own, type, disposition, decoded(own));
  }

  /** A signature around the message becomes a container with the message in it. */
  private MimeNode opened(MimeNode.Leaf leaf) throws IOException, Unreadable {
    boolean spentAll =
        spent.opened >= MOST_OPENED
            || spent.openedBytes + leaf.content().size() > MOST_OPENED_BYTES;
    if (!SIGNED.contains(leaf.type().value()) || spentAll) {
      return leaf;
    }
    Optional<MimeNode.Content> signed = SignedContent.of(leaf.content());
    if (signed.isEmpty()) {
      return leaf;
    }
    spent.opened++;
    spent.openedBytes += leaf.content().size();
    try {
      MimeNode inner = new MimeReader(spent).tree(signed.get().open());
      return new MimeNode.Container(leaf.headers(), leaf.type(), List.of(inner));
    } catch (MimeException e) {
      return leaf;
    }
  }

  /** RFC 2045, 5.2: without a type, or with a damaged one, it is text. */
  private static boolean isPlainByDefault(HeaderValue type) {
    boolean multipart = type.value().startsWith("multipart/");
    return !type.value().contains("/") || multipart && type.parameter("boundary").isEmpty();
  }

  /** RFC 2046, 5.1.5: there it is a message. */
  private boolean isInDigest() {
    return !containers.isEmpty() && containers.peek().type().value().equals("multipart/digest");
  }

  private MimeNode.Content decoded(RawHeaders own) throws IOException {
    String encoding = own.literal("content-transfer-encoding").strip().toLowerCase(Locale.ROOT);
    return encoding.matches("(x-)?uu(e|encode)?(code)?")
        ? Uuencoded.decoded(content(tokens.getInputStream()))
        : content(tokens.getDecodedInputStream());
  }

  private static MimeNode.Content content(InputStream source) throws IOException {
    MimeNode.Content content = new MimeNode.Content();
    try (InputStream decoded = source) {
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
      int start = 0;
      while (start < message.length && (message[start] == '\r' || message[start] == '\n')) {
        start++; // an empty line before the header would end it
      }
      stream.parse(new ByteArrayInputStream(message, start, message.length - start));
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
