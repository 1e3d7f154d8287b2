package org.madoguchi.benchmarks.inside;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.benchmarks.Mails;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Inside the measured instance: hands mails to the intake as a connector does. {@code
 * /demo/bench-intake?channel=&batch=&count=&threads=} answers when all were accepted, in how many
 * milliseconds.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/demo/bench-intake",
      "osgi.http.whiteboard.servlet.name=madoguchi-bench-intake",
      "madoguchi.served.to=ANYBODY"
    })
public final class IntakeDriver extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Intake intake;

  @Activate
  public IntakeDriver(@Reference Intake intake) {
    this.intake = intake;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String channel = request.getParameter("channel");
    String batch = request.getParameter("batch");
    int count = Integer.parseInt(request.getParameter("count"));
    int threads = Integer.parseInt(request.getParameter("threads"));
    AtomicInteger next = new AtomicInteger();
    AtomicInteger accepted = new AtomicInteger();
    long began = System.nanoTime();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker = new Thread(() -> deliver(channel, batch, count, next, accepted), "bench");
      worker.start();
      workers.add(worker);
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    response.setContentType("application/json");
    response.getWriter().write("{\"accepted\":" + accepted + ",\"millis\":" + millis + "}");
  }

  private void deliver(
      String channel, String batch, int count, AtomicInteger next, AtomicInteger accepted) {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      byte[] mail = Mails.mail(batch, i, "shimin@city.bench.example");
      RawDelivery delivery =
          new RawDelivery(
              channel,
              "bench:" + batch + ":" + i,
              Map.of(),
              new ByteArrayInputStream(mail),
              Instant.now());
      try {
        intake.accept(delivery);
        accepted.incrementAndGet();
      } catch (IOException | RuntimeException e) {
        getServletContext().log("not accepted: " + i, e);
      }
    }
  }
}
