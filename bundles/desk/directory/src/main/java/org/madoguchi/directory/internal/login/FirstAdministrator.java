package org.madoguchi.directory.internal.login;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.EventLog;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On a start without anybody who administers the whole container: creates such a person with a
 * random password, which stands once in {@code ${karaf.data}/first-administrator.txt} (readable by
 * its owner only) and never in a log.
 */
@Component(service = FirstAdministrator.class, immediate = true)
public final class FirstAdministrator {
  static final String FILE = "first-administrator.txt";
  private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final String LOGIN = "admin";

  private final DirectoryUnit unit;
  private final StaffStore people;
  private final EventLog events;
  private final LiveDirectory directory;
  private final Clock clock;

  @Activate
  public FirstAdministrator(
      @Reference DirectoryUnit unit,
      @Reference StaffStore people,
      @Reference EventLog events,
      @Reference LiveDirectory directory,
      @Reference Clock clock,
      BundleContext context) {
    this(unit, people, events, directory, clock, data(context));
  }

  FirstAdministrator(
      DirectoryUnit unit,
      StaffStore people,
      EventLog events,
      LiveDirectory directory,
      Clock clock,
      Path data) {
    this.unit = unit;
    this.people = people;
    this.events = events;
    this.directory = directory;
    this.clock = clock;
    if (isMissing()) {
      create(data.resolve(FILE));
    }
  }

  private static Path data(BundleContext context) {
    String data = context.getProperty("karaf.data");
    return Path.of(data == null ? "data" : data);
  }

  private boolean isMissing() {
    return !unit.transactions().read(people::hasContainerAdministrator);
  }

  private void create(Path file) {
    char[] password = Secrets.password();
    try {
      StaffId who = unit.transactions().read(this::freeLogin);
      PasswordHash hash = PasswordHash.of(password, clock.instant());
      // The file comes first: a password that was stored but never written down would be lost.
      write(file, who, password);
      store(file, who, hash);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private void store(Path file, StaffId who, PasswordHash hash) throws IOException {
    try {
      unit.transactions().write(() -> store(who, hash));
    } catch (RuntimeException e) {
      Files.deleteIfExists(file);
      if (isMissing()) {
        throw e;
      }
      // Another node was faster, and its file holds the password.
      return;
    }
    LOG.info(
        "There was no administrator: {} is created, the password is in {}; change it and delete"
            + " the file",
        who,
        file);
  }

  /** {@code admin}, unless a municipality gave this login to one of its staff. */
  private StaffId freeLogin() {
    return Stream.concat(
            Stream.of(LOGIN), IntStream.iterate(2, i -> i + 1).mapToObj(i -> LOGIN + i))
        .map(StaffId::new)
        .filter(id -> people.find(id).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private void store(StaffId who, PasswordHash hash) {
    Instant at = hash.changedAt();
    Grant everywhere = new Grant(MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE);
    List<Grant> grants = List.of(everywhere);
    Staff staff = new Staff(who, "管理者", "かんりしゃ", "", Locale.JAPANESE, true, grants);
    StaffEntry person = new StaffEntry(staff, 1);
    events.append(
        unit.transactions(),
        List.of(
            DirectoryEvents.grantsChanged(
                person, MunicipalityId.EVERY, grants, List.of(), StaffId.SYSTEM, at)));
    people.save(List.of(person));
    people.savePassword(who, hash, false);
    unit.transactions().afterCommit(directory::refresh);
  }

  private static void write(Path file, StaffId who, char[] password) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    createForOwner(file);
    byte[] bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password)).array();
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(("user=" + who + "\npassword=").getBytes(StandardCharsets.UTF_8));
      out.write(bytes, 0, password.length);
      out.write('\n');
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static void createForOwner(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      // Windows: the file inherits the access list of the data folder.
      Files.createFile(file);
    }
  }
}
