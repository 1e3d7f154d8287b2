package org.madoguchi.web.internal.secrecy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings hold passwords, and data hold citizens' words: at every start their files are taken away
 * from everybody but their owner, for an archive unpacked by hand opens them to the machine. What
 * lies deeper in {@code data} is behind its folder.
 */
@Component(service = OwnerOnly.class, immediate = true)
public final class OwnerOnly {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
  private static final int DEEPEST = 5;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  @Activate
  public OwnerOnly() {
    this(path("karaf.etc"), path("karaf.data"));
  }

  OwnerOnly(Path settings, Path data) {
    List<Path> closed = new ArrayList<>();
    List<Path> open = new ArrayList<>();
    Stream.concat(below(settings), Stream.ofNullable(data))
        .filter(OwnerOnly::isOpen)
        .forEach(file -> (close(file) ? closed : open).add(file));
    if (!closed.isEmpty()) {
      LOG.warn(
          "{} files with settings or data could be read by other users of this machine, such as {};"
              + " they are their owner's alone now. Before unpacking an archive, say: umask 077",
          closed.size(),
          closed.get(0));
    }
    if (!open.isEmpty()) {
      LOG.error(
          "{} files with settings or data can be read by other users of this machine, such as {}."
              + " Say, as their owner: chmod -R go-rwx {} {}",
          open.size(),
          open.get(0),
          settings,
          data);
    }
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    return value == null ? null : Path.of(value);
  }

  private static Stream<Path> below(Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      return files.filter(file -> !Files.isSymbolicLink(file)).toList().stream();
    } catch (IOException e) {
      LOG.warn("{} cannot be looked through", folder, e);
      return Stream.empty();
    }
  }

  private static boolean isOpen(Path file) {
    try {
      return permissions(file).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException e) {
      return false; // no such permissions on this system
    } catch (IOException e) {
      LOG.debug("{} went meanwhile", file, e);
      return false;
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean close(Path file) {
    try {
      Set<PosixFilePermission> left = EnumSet.noneOf(PosixFilePermission.class);
      permissions(file).stream().filter(p -> !OTHERS.contains(p)).forEach(left::add);
      Files.setPosixFilePermissions(file, left);
      return true;
    } catch (IOException e) {
      LOG.debug("{} belongs to somebody else", file, e);
      return false;
    }
  }
}
