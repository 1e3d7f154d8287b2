package org.madoguchi.directory.internal.factor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.madoguchi.directory.internal.secret.Secrets;

/**
 * The key second factors are encrypted with (AES-256-GCM). It lies in a file that only the owner
 * reads and never in the database, so that a copy of the database alone tells no secret of a
 * device. What is encrypted bears the key's mark and is bound to its person.
 */
final class FactorKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MARK_DIGITS = 16;

  private final SecretKeySpec key;
  private final String mark;

  private FactorKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, "AES");
    mark = Secrets.sha256(bytes).substring(0, MARK_DIGITS);
  }

  /** Empty when there is no file, or no key in it. */
  static Optional<FactorKey> read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] bytes =
          Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
      return bytes.length == KEY_BYTES ? Optional.of(new FactorKey(bytes)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Makes a random key. The file is there whole or not at all. */
  static FactorKey create(Path file) {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    Path whole = file.toAbsolutePath();
    try {
      Path part = createForOwner(whole.resolveSibling(whole.getFileName() + ".part"));
      Files.writeString(part, Base64.getEncoder().encodeToString(bytes) + "\n");
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      return new FactorKey(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static Path createForOwner(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    FileAttribute<?> owner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      return Files.createFile(file, owner);
    } catch (UnsupportedOperationException e) {
      // Windows: the file inherits the access list of the folder
      return Files.createFile(file);
    }
  }

  String encrypt(String person, byte[] secret) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, person, iv, secret);
    byte[] all = Arrays.copyOf(iv, iv.length + sealed.length);
    System.arraycopy(sealed, 0, all, iv.length, sealed.length);
    return mark + ":" + Base64.getEncoder().encodeToString(all);
  }

  /** Whether this key encrypted it. */
  boolean opens(String encrypted) {
    return encrypted.startsWith(mark + ":");
  }

  byte[] decrypt(String person, String encrypted) {
    byte[] all = Base64.getDecoder().decode(encrypted.substring(mark.length() + 1));
    return crypt(
        Cipher.DECRYPT_MODE,
        person,
        Arrays.copyOf(all, IV_BYTES),
        Arrays.copyOfRange(all, IV_BYTES, all.length));
  }

  private byte[] crypt(int mode, String person, byte[] iv, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(person.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored second factor is not what was stored", e);
    }
  }

  @Override
  public String toString() {
    return "FactorKey[" + mark + "]";
  }
}
