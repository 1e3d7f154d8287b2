package org.madoguchi.tickets.internal.files;

/**
 * What content is, told from itself.
 *
 * @param mediaType for example {@code application/pdf}; {@code application/octet-stream} when it
 *     resembles nothing known
 * @param preview whether and how it can be looked at without being saved
 */
public record Content(String mediaType, FileKind kind, Preview preview) {
  /** How content is looked at in the browser. */
  public enum Preview {
    NONE,
    IMAGE,
    PDF,
    MESSAGE
  }

  static final Content UNKNOWN = of("application/octet-stream", FileKind.UNKNOWN);

  static Content of(String mediaType, FileKind kind) {
    Preview preview =
        switch (kind) {
          case PDF -> Preview.PDF;
          case MESSAGE -> Preview.MESSAGE;
          default -> Preview.NONE;
        };
    return new Content(mediaType, kind, preview);
  }
}
