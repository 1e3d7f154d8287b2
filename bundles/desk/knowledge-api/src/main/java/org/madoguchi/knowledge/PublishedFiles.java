package org.madoguchi.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;

/** Files and pictures that articles for everybody name. Thread-safe. */
public interface PublishedFiles {
  /**
   * A file on its way to somebody, who closes it.
   *
   * @param picture the type of a picture, such as {@code image/png}; '' for what is only saved
   * @param size in bytes
   */
  record PublishedFile(String name, String picture, long size, InputStream content) {}

  /**
   * Empty for what the shown text of the article does not name, and for articles that are not for
   * everybody.
   *
   * @throws IOException the content cannot be read
   */
  Optional<PublishedFile> open(MunicipalityId municipality, long article, long file)
      throws IOException;
}
