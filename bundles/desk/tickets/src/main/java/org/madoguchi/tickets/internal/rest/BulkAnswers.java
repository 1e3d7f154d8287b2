package org.madoguchi.tickets.internal.rest;

import java.time.Instant;
import java.util.List;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkItem.State;
import org.madoguchi.tickets.internal.bulk.BulkJob;
import org.madoguchi.tickets.internal.bulk.BulkJobs;

/** Changes of many tickets as JSON. */
final class BulkAnswers {
  private BulkAnswers() {}

  /**
   * @param total so far, while it is collecting
   * @param capped when there were more tickets than are changed at once
   * @param undoes the job it undoes; @param undoneBy the job that undoes it
   */
  record Job(
      String id,
      String municipality,
      BulkJob.State state,
      int total,
      int done,
      int unchanged,
      int refused,
      boolean capped,
      String undoes,
      String undoneBy,
      Instant createdAt) {}

  /**
   * @param missing what is to be filled in before closing
   */
  record Refused(String ref, String number, BulkItem.Reason reason, List<String> missing) {}

  /**
   * @param next present when there is another page
   */
  record RefusedPage(List<Refused> items, String next) {}

  /**
   * @param looked how many of the tickets were looked at
   * @param refused those of them that would be refused now
   */
  record Foreseen(int looked, List<Refused> refused) {}

  static Foreseen preview(BulkJobs.Preview preview) {
    int all = preview.refused().size();
    return new Foreseen(preview.looked(), refused(preview.refused(), all).items());
  }

  static Job job(BulkJobs.Progress progress) {
    BulkJob job = progress.job();
    return new Job(
        Long.toString(job.id()),
        job.municipality().value(),
        job.state(),
        progress.counts().values().stream().mapToInt(Integer::intValue).sum(),
        count(progress, State.DONE),
        count(progress, State.UNCHANGED),
        count(progress, State.REFUSED),
        job.capped(),
        job.undoes() == 0 ? null : Long.toString(job.undoes()),
        job.undoneBy() == 0 ? null : Long.toString(job.undoneBy()),
        job.createdAt());
  }

  private static int count(BulkJobs.Progress progress, State state) {
    return progress.counts().getOrDefault(state, 0);
  }

  static RefusedPage refused(List<BulkItem> items, int limit) {
    List<Refused> shown =
        items.stream()
            .limit(limit)
            .map(
                i ->
                    new Refused(
                        i.ticket().toString(),
                        i.ticket().number(),
                        i.outcome().reason(),
                        i.outcome().missing()))
            .toList();
    return new RefusedPage(shown, items.size() > limit ? shown.get(shown.size() - 1).ref() : null);
  }
}
