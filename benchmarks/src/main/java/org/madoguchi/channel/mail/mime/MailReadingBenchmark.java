package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import org.madoguchi.benchmarks.Mails;
import org.madoguchi.channels.spi.InboundMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A citizen's mail becomes a message. */
@State(Scope.Benchmark)
public class MailReadingBenchmark {
  private final MailReading reading =
      new MailReading("shimin@city.bench.example", "", new NothingToNote());
  private final byte[] utf8 = Mails.mail("jmh", 0, "shimin@city.bench.example");
  private final byte[] jis = Mails.mail("jmh", 2, "shimin@city.bench.example");

  @Benchmark
  public InboundMessage utf8() throws IOException, MimeReader.Unreadable {
    return reading.read(new ByteArrayInputStream(utf8), Instant.EPOCH);
  }

  @Benchmark
  public InboundMessage iso2022jp() throws IOException, MimeReader.Unreadable {
    return reading.read(new ByteArrayInputStream(jis), Instant.EPOCH);
  }
}
