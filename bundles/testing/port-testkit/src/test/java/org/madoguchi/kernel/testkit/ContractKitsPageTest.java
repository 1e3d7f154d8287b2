package org.madoguchi.kernel.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import org.junit.Test;
import org.madoguchi.assistant.testkit.AnswerAssistantContract;
import org.madoguchi.calendar.testkit.BusinessCalendarsContract;
import org.madoguchi.directory.testkit.DirectoryContract;
import org.madoguchi.kernel.testkit.FollowerContractTest.Fault;
import org.madoguchi.tickets.testkit.TicketIntakeContract;

public class ContractKitsPageTest {
  private static final List<Class<?>> CONTRACTS =
      List.of(
          RelayContract.class,
          EventLogContract.class,
          TransactionsContract.class,
          LeasesContract.class,
          IdSourceContract.class,
          BlobStoreContract.class,
          VirusScannerContract.class,
          SessionStoreContract.class,
          ScopedListContract.class,
          RecordContract.class,
          TicketIntakeContract.class,
          DirectoryContract.class,
          BusinessCalendarsContract.class,
          AnswerAssistantContract.class);

  @Test
  public void pageShowsTheClausesOfFollowersAndWhatBreaksThem() throws Exception {
    ClauseTable.assertOnPage(
        FollowerContract.class,
        FollowerContractTest.FAULTS.stream()
            .collect(groupingBy(Fault::clause, mapping(Fault::defect, toList()))));
  }

  @Test
  public void pageShowsTheClausesOfEveryPort() throws Exception {
    for (Class<?> contract : CONTRACTS) {
      ClauseTable.assertOnPage(contract);
    }
  }
}
