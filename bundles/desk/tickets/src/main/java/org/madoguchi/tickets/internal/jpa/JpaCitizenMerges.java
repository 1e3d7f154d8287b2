package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.citizens.CitizenMerges;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.CitizenMerge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Merges in table CITIZEN_MERGE. */
@Component
public final class JpaCitizenMerges implements CitizenMerges {
  private final TicketUnit unit;
  private final JpaCitizenRepository citizens;

  @Activate
  public JpaCitizenMerges(@Reference TicketUnit unit, @Reference JpaCitizenRepository citizens) {
    this.unit = unit;
    this.citizens = citizens;
  }

  @Override
  public Optional<CitizenMerge> away(long citizen) {
    return Sql.of("SELECT m.* FROM CITIZEN_MERGE m WHERE m.CITIZEN_ID = ?", citizen)
        .readOne(unit.manager(), CitizenMergeRow.class)
        .map(CitizenMergeRow::merge);
  }

  @Override
  public List<CitizenMerge> takenIn(long citizen) {
    return Sql.of("SELECT m.* FROM CITIZEN_MERGE m WHERE m.INTO_ID = ?", citizen)
        .add(" ORDER BY m.MERGED_AT DESC, m.CITIZEN_ID DESC")
        .read(unit.manager(), CitizenMergeRow.class)
        .stream()
        .map(CitizenMergeRow::merge)
        .toList();
  }

  @Override
  public Optional<Citizen> itself(long citizen) {
    return citizens.itself(citizen);
  }

  @Override
  public Optional<Confidentiality> openest(Citizen citizen) {
    Sql sql = Sql.of("SELECT MIN(t.CONFIDENTIALITY) FROM TICKET t WHERE ");
    return sql
        .in("t.CITIZEN_ID", CitizenGroup.of(unit.manager(), citizen))
        .rows(unit.manager())
        .stream()
        .map(row -> row[0])
        .filter(Objects::nonNull)
        .map(level -> Confidentiality.ofLevel(((Number) level).intValue()))
        .findFirst();
  }

  @Override
  public void add(CitizenMerge merge, String name) {
    List<Long> going = withTheirs(merge.citizen());
    unit.manager().persist(CitizenMergeRow.of(merge));
    goOnIn(going, merge.into());
    citizens.nameTickets(going, name);
  }

  @Override
  public boolean remove(CitizenMerge merge, String name) {
    int removed =
        Sql.of(
                "DELETE FROM CITIZEN_MERGE WHERE CITIZEN_ID = ? AND INTO_ID = ?",
                merge.citizen(),
                merge.into())
            .execute(unit.manager());
    List<Long> alone = withTheirs(merge.citizen());
    if (alone.size() > 1) {
      goOnIn(alone.subList(1, alone.size()), merge.citizen());
    }
    citizens.nameTickets(alone, name);
    return removed == 1;
  }

  /** The citizen first, then whoever they took in, level by level. */
  private List<Long> withTheirs(long citizen) {
    List<Long> all = new ArrayList<>(List.of(citizen));
    List<Long> level = List.of(citizen);
    while (!level.isEmpty()) {
      level =
          Sql.of("SELECT m.CITIZEN_ID FROM CITIZEN_MERGE m WHERE ")
              .in("m.INTO_ID", level)
              .numbers(unit.manager());
      all.addAll(level);
    }
    return all;
  }

  private void goOnIn(List<Long> going, long root) {
    Sql.of("UPDATE CITIZEN_MERGE SET ROOT_ID = ? WHERE ", root)
        .in("CITIZEN_ID", going)
        .execute(unit.manager());
    Sql.of("UPDATE CITIZEN SET GOES_ON_IN = ? WHERE ", root)
        .in("ID", going)
        .execute(unit.manager());
  }
}
