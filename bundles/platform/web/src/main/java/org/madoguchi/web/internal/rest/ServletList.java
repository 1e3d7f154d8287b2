package org.madoguchi.web.internal.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import org.madoguchi.web.ServedTo;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Every servlet of the container, with who is served. */
@Component(service = ServletList.class)
public final class ServletList {
  private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";

  private record Entry(String pattern, String servedTo) {}

  private final BundleContext bundles;

  @Activate
  public ServletList(BundleContext bundles) {
    this.bundles = bundles;
  }

  /**
   * Adds {@code {pattern, servedTo}} for each; {@code servedTo} is missing where it is not said.
   */
  void describe(ArrayNode list) {
    references().stream()
        .flatMap(ServletList::entries)
        .sorted(Comparator.comparing(Entry::pattern))
        .forEach(
            entry -> {
              ObjectNode written = list.addObject().put("pattern", entry.pattern());
              if (entry.servedTo() != null) {
                written.put("servedTo", entry.servedTo());
              }
            });
  }

  private List<ServiceReference<Servlet>> references() {
    try {
      return List.copyOf(bundles.getServiceReferences(Servlet.class, "(" + PATTERN + "=*)"));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e); // the filter is a constant
    }
  }

  private static Stream<Entry> entries(ServiceReference<Servlet> servlet) {
    Object patterns = servlet.getProperty(PATTERN);
    Object said = servlet.getProperty(ServedTo.PROPERTY);
    String servedTo =
        said == null ? null : said.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    Stream<?> each =
        patterns instanceof Object[] several ? Stream.of(several) : Stream.of(patterns);
    return each.map(pattern -> new Entry(pattern.toString(), servedTo));
  }
}
