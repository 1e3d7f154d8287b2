package org.madoguchi.persistence.internal;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The connections of the data source, as its pool tells them by JMX. */
@Component(service = Measures.class)
public final class PoolMeasures implements Measures {
  /** The data source's own class is private to the bundle that pools. */
  private static final String POOLS = "org.ops4j.pax.jdbc.pool.dbcp2:type=GenericObjectPool,*";

  private static final Map<String, Measure> ATTRIBUTES =
      Map.of(
          "NumActive",
          Measure.gauge("madoguchi_pool_active_connections", "Database connections in use."),
          "NumIdle",
          Measure.gauge("madoguchi_pool_idle_connections", "Open database connections not in use."),
          "NumWaiters",
          Measure.gauge("madoguchi_pool_waiting_threads", "Threads waiting for a connection."),
          "MaxTotal",
          Measure.gauge("madoguchi_pool_max_connections", "Most connections there may be."));

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** Comes and goes with the data source. */
  @Activate
  public PoolMeasures(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource) {}

  @Override
  public void tell(Figures figures) {
    try {
      List<ObjectName> pools = List.copyOf(beans.queryNames(new ObjectName(POOLS), null));
      for (Map.Entry<String, Measure> attribute : ATTRIBUTES.entrySet()) {
        long sum = 0;
        for (ObjectName pool : pools) {
          sum += ((Number) beans.getAttribute(pool, attribute.getKey())).longValue();
        }
        figures.value(attribute.getValue(), sum, List.of());
      }
    } catch (JMException e) {
      throw new IllegalStateException("a pool went away meanwhile", e);
    }
  }
}
