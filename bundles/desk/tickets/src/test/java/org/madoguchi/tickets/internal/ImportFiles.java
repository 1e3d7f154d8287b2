package org.madoguchi.tickets.internal;

import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.Mapping;

/** What tests of files of old tickets have: a desk, and files on their way through it. */
abstract class ImportFiles extends DatabaseMatrix {
  static final String HEAD = "受付番号,受付日時,件名,内容,回答,区分,状態,担当課,分類,受付方法,担当者,氏名,電話番号,地区\r\n";
  static final String ROW =
      "H30-1,R5.4.1 9:05,年金について,いくらですか。,\"こちらです。\n以上\",苦情,対応済,保険年金課,年金,電話,鈴木　美咲,田中 花子,0466-00-0000,北部\r\n";

  Desk desk;

  @Before
  public final void openDesk() {
    desk = new Desk(database());
  }

  static ImportJob upload(Desk desk, byte[] file) {
    try {
      return desk.imports.desk.upload(
          ADMINISTRATOR, MIHON, "old.csv", new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Mapping mapping(Desk desk, ImportJob job, String source) {
    try {
      List<String> headings = desk.imports.desk.headings(job);
      Mapping usual = Mapping.guessed(headings, headings.isEmpty());
      return new Mapping(
          source,
          usual.fields(),
          Map.of(),
          List.of("city.example"),
          usual.kind(),
          usual.status(),
          usual.channel(),
          "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final ImportJob checked(byte[] file) {
    ImportJob job = upload(desk, file);
    desk.imports.desk.check(ADMINISTRATOR, job.id(), mapping(desk, job, "kikitori"));
    desk.imports.all();
    return now(job);
  }

  final ImportJob checked(String file) {
    return checked(file.getBytes(StandardCharsets.UTF_8));
  }

  final ImportJob taken(String file) {
    ImportJob job = checked(file);
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    return now(job);
  }

  final ImportJob undone(ImportJob job) {
    desk.imports.desk.undo(ADMINISTRATOR, job.id());
    desk.imports.all();
    return now(job);
  }

  final ImportJob now(ImportJob job) {
    return desk.imports.desk.find(ADMINISTRATOR, job.id());
  }

  final List<String> codes(ImportJob job) {
    return desk.imports.desk.problems(ADMINISTRATOR, job.id()).stream()
        .map(p -> p.line() + " " + p.column() + " " + p.code())
        .toList();
  }

  static List<TicketRef> found(Desk desk, String words) {
    return desk
        .queues
        .page(
            OPERATOR,
            Optional.empty(),
            Desk.filter(Optional.empty(), Optional.empty(), Optional.of(words)),
            TicketQueues.naturalOrder(Optional.empty()),
            Optional.empty(),
            50)
        .tickets()
        .stream()
        .map(Ticket::ref)
        .toList();
  }
}
