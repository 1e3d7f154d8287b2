package org.madoguchi.channel.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.madoguchi.channel.mail.mime.tnef.TnefMessage.TnefFile;

/** Makes parts of what was wrapped otherwise, so that they are treated as parts are. */
final class Unwrapped {
  private Unwrapped() {}

  static MimeNode.Leaf text(String type, String text) {
    HeaderValue utf8 = new HeaderValue(type, Map.of("charset", "utf-8"));
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return leaf(new RawHeaders(), utf8, new HeaderValue("inline", Map.of()), content);
  }

  static MimeNode.Leaf file(TnefFile file) {
    RawHeaders headers = new RawHeaders();
    if (!file.contentId().isBlank()) {
      headers.add(("Content-ID: <" + file.contentId() + ">").getBytes(StandardCharsets.UTF_8));
    }
    HeaderValue type = HeaderValue.parse(file.mediaType());
    HeaderValue named = new HeaderValue("attachment", Map.of("filename", file.name()));
    return leaf(headers, type, named, file.content());
  }

  private static MimeNode.Leaf leaf(
      RawHeaders headers, HeaderValue type, HeaderValue disposition, byte[] bytes) {
    MimeNode.Content content = new MimeNode.Content();
    content.append(bytes);
    return new MimeNode.Leaf(headers, type, disposition, content);
  }
}
