package org.madoguchi.channel.mail.mime;

import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.Particulars.Fold;

/**
 * Every fixture, damaged by chance but always by the same: it is read or refused as documented,
 * each byte is taken once, and what comes out is not larger than what came in allows.
 */
public class MutationTest {
  private static final int ROUNDS = 12;

  private final Damage damage = new Damage(20261122);

  @Test
  public void damagedMailIsReadOrRefusedWithinBounds() throws Exception {
    List<Path> mails = new ArrayList<>(Mails.all("mime"));
    mails.addAll(Mails.all("samples"));
    for (Path mail : mails) {
      byte[] whole = Files.readAllBytes(mail);
      for (int round = 0; round < ROUNDS; round++) {
        readOrRefused(mail.getFileName() + " " + round, damage.to(whole));
      }
    }
  }

  private static void readOrRefused(String name, byte[] mail) throws Exception {
    Counted counted = new Counted(new ByteArrayInputStream(mail));
    try {
      InboundMessage message = Mails.read(counted);
      assertTrue(name, !message.senders().isEmpty());
      assertTrue(name, message.attachments().size() <= MimeReader.MOST_PARTS);
      // HTML's shortest entities and list marks grow a little
      assertTrue(name, message.text().length() <= 4 * mail.length + 100);
      assertTrue(name, message.references().size() <= 50);
      ordered(name, message);
    } catch (MimeReader.Unreadable refused) {
      assertTrue(name, refused.getMessage().startsWith("unreadable."));
    }
    assertTrue(name, counted.taken <= mail.length);
  }

  private static void ordered(String name, InboundMessage message) {
    int end = 0;
    for (Fold fold : message.particulars().folds()) {
      assertTrue(name, fold.from() >= end && fold.to() > fold.from());
      end = fold.to();
    }
    assertTrue(name, end <= message.text().lines().count());
  }

  private static final class Counted extends FilterInputStream {
    private long taken;

    Counted(InputStream mail) {
      super(mail);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      taken += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      taken += Math.max(0, count);
      return count;
    }
  }
}
