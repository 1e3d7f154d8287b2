package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A part of a message: a container of parts or content. */
sealed interface MimeNode {
  RawHeaders headers();

  HeaderValue type();

  /** A multipart. */
  record Container(RawHeaders headers, HeaderValue type, List<MimeNode> children)
      implements MimeNode {}

  /**
   * A part with content.
   *
   * @param type {@code text/plain} when there was none
   */
  record Leaf(RawHeaders headers, HeaderValue type, HeaderValue disposition, Content content)
      implements MimeNode {
    boolean isA(String mediaType) {
      return type.value().equals(mediaType);
    }
  }

  /** Decoded bytes in pieces, so that a large attachment is never copied whole. */
  final class Content {
    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    void append(byte[] piece) {
      pieces.add(piece);
      size += piece.length;
    }

    long size() {
      return size;
    }

    InputStream open() {
      List<InputStream> streams = new ArrayList<>();
      pieces.forEach(p -> streams.add(new ByteArrayInputStream(p)));
      return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** The first bytes, at most {@code most}. */
    byte[] first(int most) {
      try (InputStream all = open()) {
        return all.readNBytes(most);
      } catch (IOException e) {
        throw new IllegalStateException("memory is readable", e);
      }
    }
  }
}
