package org.madoguchi.channels.internal;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keyed hashes (HMAC-SHA256) under keys that the first node makes and all nodes share. */
@Component(service = SharedKeys.class)
public final class SharedKeys {
  private static final int KEY_BYTES = 32;

  private final ChannelStore store;
  private final Clock clock;
  private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

  @Activate
  public SharedKeys(@Reference ChannelStore store, @Reference Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param name of the key; each purpose has its own
   */
  byte[] hash(String name, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key(name));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private SecretKeySpec key(String name) {
    SecretKeySpec known = keys.get(name);
    if (known == null) {
      known = new SecretKeySpec(stored(name).orElseGet(() -> create(name)), "HmacSHA256");
      keys.put(name, known);
    }
    return known;
  }

  private Optional<byte[]> stored(String name) {
    return store.transactions().read(() -> store.secrets().find(name));
  }

  private byte[] create(String name) {
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      store.transactions().write(() -> store.secrets().add(name, fresh, clock.instant()));
      return fresh;
    } catch (RuntimeException e) {
      // another node was faster: its key is everybody's
      return stored(name).orElseThrow(() -> e);
    }
  }
}
