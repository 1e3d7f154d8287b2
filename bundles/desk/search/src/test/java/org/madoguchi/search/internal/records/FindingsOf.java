package org.madoguchi.search.internal.records;

import java.util.List;
import java.util.UUID;
import org.madoguchi.search.SearchRecords;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.jpa.JpaFindingStore;
import org.madoguchi.search.internal.jpa.JpaRecordStore;

/** Findings and searches for tests of what stands above them. */
public final class FindingsOf {
  private FindingsOf() {}

  public static Findings room(SearchRoom room) {
    return new Findings(room.unit, new JpaFindingStore(room.unit), room.directory, room.day);
  }

  public static void search(SearchRoom room, String text, long total) {
    RecordWriter writer =
        new RecordWriter(
            room.unit, new JpaRecordStore(room.unit), room.directory, gist -> gist, room.day);
    writer.made(
        new SearchRecords.Made(
            UUID.randomUUID(),
            SearchRoom.MIHON,
            SearchRecords.Place.PORTAL,
            text,
            "ja",
            List.of(),
            total));
    writer.writeAll();
  }
}
