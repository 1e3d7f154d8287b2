package org.madoguchi.metrics.internal;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /metrics}: the figures of every part and of the JVM, as Prometheus reads them. */
@Component(
    service = Servlet.class,
    configurationPid = "org.madoguchi.metrics",
    property = {
      "madoguchi.served.to=MONITORING",
      "osgi.http.whiteboard.servlet.pattern=/metrics",
      "osgi.http.whiteboard.servlet.name=madoguchi-metrics",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
@Designate(ocd = MetricsConfiguration.class)
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);

  private static final Measure FAILING =
      Measure.gauge("madoguchi_measures_failing", "Parts whose figures could not be read.");

  private final transient CollectorRegistry jvm = new CollectorRegistry();
  private final transient Set<String> told = ConcurrentHashMap.newKeySet();
  private transient volatile Access access;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private transient volatile List<Measures> parts;

  @Activate
  public MetricsServlet(MetricsConfiguration configuration) {
    this(configuration, List.of());
  }

  MetricsServlet(MetricsConfiguration configuration, List<Measures> parts) {
    this.parts = parts;
    configure(configuration);
    List.<Collector>of(
            new StandardExports(),
            new MemoryPoolsExports(),
            new GarbageCollectorExports(),
            new ThreadExports())
        .forEach(jvm::register);
  }

  @Modified
  void configure(MetricsConfiguration configuration) {
    access = new Access(configuration);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    access.require(request);
    StringWriter text = new StringWriter();
    TextFormat.write004(text, read().samples());
    TextFormat.write004(text, jvm.metricFamilySamples());
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(TextFormat.CONTENT_TYPE_004);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private Sheet read() {
    Sheet sheet = new Sheet();
    int failing = 0;
    for (Measures part : parts) {
      Sheet own = new Sheet();
      try {
        part.tell(own);
        sheet.add(own);
      } catch (RuntimeException | LinkageError e) { // a bundle that is being replaced
        failing++;
        tellOnce(part, e);
      }
    }
    sheet.value(FAILING, failing, List.of());
    return sheet;
  }

  private void tellOnce(Measures part, Throwable e) {
    if (told.add(part.getClass().getName())) {
      LOG.warn("the figures of {} cannot be read", part.getClass().getName(), e);
    }
  }
}
