package org.madoguchi.persistence.internal;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content as files, {@code ab/cd/abcd…} by its SHA-256. Nodes that share a database share this
 * folder too. A file appears under its final name only when it is complete.
 */
@Component(
    configurationPid = "org.madoguchi.blobs",
    service = {BlobStore.class, FileBlobStore.class})
@Designate(ocd = FileBlobStore.Config.class)
public final class FileBlobStore implements BlobStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileBlobStore.class);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** An upload takes minutes at most; what is older was left by a process that died. */
  private static final Duration STALE = Duration.ofHours(24);

  /** Where content lies. */
  @ObjectClassDefinition(name = "%blobs.name", localization = "OSGI-INF/l10n/blobs")
  public @interface Config {
    /** The folder; empty = {@code blobs} in Karaf's data folder. */
    @AttributeDefinition(name = "%directory.name", description = "%directory.description")
    String directory() default "";
  }

  private final Path root;
  private final Path unfinished;

  private final LongAdder stored = new LongAdder();

  /** Folders whose own entries are known to be on disk. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  @Activate
  public FileBlobStore(Config config, BundleContext context, @Reference Clock clock)
      throws IOException {
    this(folder(config, context), clock);
  }

  public FileBlobStore(Path root, Clock clock) throws IOException {
    this.root = root;
    this.unfinished = root.resolve("unfinished");
    Files.createDirectories(unfinished);
    sweep(clock.instant().minus(STALE));
  }

  private static Path folder(Config config, BundleContext context) {
    if (!config.directory().isBlank()) {
      return Path.of(config.directory());
    }
    String data = context.getProperty("karaf.data");
    return data == null ? context.getDataFile("blobs").toPath() : Path.of(data).resolve("blobs");
  }

  /** Where files are written. */
  Path unfinished() {
    return unfinished;
  }

  /** Bytes of content stored by this process; what was there already is not counted. */
  long stored() {
    return stored.sum();
  }

  private void sweep(Instant before) throws IOException {
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
      for (Path file : files) {
        if (isOlder(file, before) && Files.deleteIfExists(file)) {
          swept++;
        }
      }
    }
    if (swept > 0) {
      LOG.info("blobs: {} unfinished files of a former run removed", swept);
    }
  }

  /** Another node may be finishing the file right now. */
  private static boolean isOlder(Path file, Instant than) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(than);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public BlobRef put(InputStream content, long maxBytes) throws IOException {
    Path file = begun();
    try {
      BlobRef blob = write(content, maxBytes, file);
      settle(file, blob);
      return blob;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Readable by the owner only, and so is the final file. */
  private Path begun() throws Unwritable {
    try {
      return Files.createTempFile(unfinished, "", ".part");
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private static BlobRef write(InputStream content, long maxBytes, Path file) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    byte[] buffer = new byte[64 * 1024];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > maxBytes) {
          throw new TooLarge(maxBytes);
        }
        digest.update(buffer, 0, read);
        write(ByteBuffer.wrap(buffer, 0, read), channel);
      }
      force(channel);
    }
    return new BlobRef(HexFormat.of().formatHex(digest.digest()), size);
  }

  private static void write(ByteBuffer bytes, FileChannel channel) throws Unwritable {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private static void force(FileChannel channel) throws Unwritable {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private void settle(Path file, BlobRef blob) throws Unwritable {
    try {
      move(file, blob);
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private void move(Path file, BlobRef blob) throws IOException {
    Path target = pathOf(blob.sha256());
    Path folder = target.getParent();
    if (!durable.contains(folder)) {
      Files.createDirectories(folder);
      flush(folder.getParent());
      flush(root);
      durable.add(folder);
    }
    if (!Files.exists(target) || Files.size(target) != blob.size()) {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      stored.add(blob.size());
    }
    // Also when the content was there already: whoever stored it may not have come this far yet.
    flush(folder);
  }

  /** Makes the entries of a folder durable. Windows offers no such call and needs none. */
  private static void flush(Path folder) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public byte[] head(String sha256, int most) throws IOException {
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new FileNotFoundException("no such content");
    }
    try (InputStream content = Files.newInputStream(pathOf(sha256))) {
      return content.readNBytes(most);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException("no content " + sha256);
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new FileNotFoundException("no such content");
    }
    Path file = pathOf(sha256);
    try {
      verify(file, sha256);
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException("no content " + sha256);
    }
  }

  /** Before the first byte goes out: half an answer could not be taken back. */
  private static void verify(Path file, String sha256) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      LOG.error("blobs: content {} is damaged; restore it from the backup", sha256);
      throw new Damaged(sha256);
    }
  }

  private Path pathOf(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
