package org.madoguchi.tickets.internal;

import org.madoguchi.directory.Directory;
import org.madoguchi.directory.testkit.DirectoryContract;
import org.madoguchi.kernel.MunicipalityId;

public class FakeDirectoryTest extends DirectoryContract {
  private final Directory directory = new FakeDirectory();

  @Override
  protected Directory directory() {
    return directory;
  }

  @Override
  protected MunicipalityId town() {
    return People.MIHON;
  }
}
