package org.madoguchi.channels.testkit.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.kernel.testkit.ClauseTable;

public class ContractKitsPageTest {
  @Test
  public void pageShowsTheClausesOfChannelsAndWhatBreaksThem() throws Exception {
    Map<String, List<String>> faults =
        Faults.all().stream().collect(groupingBy(Fault::clause, mapping(Fault::defect, toList())));
    for (Class<?> contract : Clauses.CONTRACTS) {
      ClauseTable.assertOnPage(contract, faults);
    }
  }
}
