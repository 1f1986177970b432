package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.migration.WorkOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What tables hold, as one work reads it. Nobody needs to stop the server for it: a table that is
 * the same before and after a backup was the same in it. Each table that was read is noted at once,
 * and not read again by a later pick-up.
 */
final class TableContents {

  private final ContentsVerification verification;
  private final Estate estate;
  private final WorkOrder order;
  private final NotedContents notes;

  /**
   * @param context of the work, which from here on remembers by {@link #context()} only
   */
  TableContents(
      ContentsVerification verification, Estate estate, WorkOrder order, WorkContext context) {
    this.verification = verification;
    this.estate = estate;
    this.order = order;
    this.notes = new NotedContents(context);
  }

  /** The context in which the work and this remember side by side. */
  WorkContext context() {
    return notes;
  }

  /** Before a database is copied; nothing where its values are not asked for. */
  void readBefore(String server, String database) {
    read(server, database, before(database));
  }

  /**
   * After it was copied: the tables that are as they were before.
   *
   * @param copy by which this copy is told from another of the same work
   */
  List<TableFingerprint> unchanged(String server, String database, String copy) {
    List<TableFingerprint> before = notes.known(before(database));
    if (before.isEmpty()) {
      return List.of();
    }
    Map<String, TableFingerprint> after =
        byTable(read(server, database, "after/%s/%s".formatted(database, copy)));
    return before.stream()
        .filter(table -> table.equals(after.get(table.table())))
        .sorted(Comparator.comparing(TableFingerprint::table))
        .toList();
  }

  /**
   * For a copy of which an earlier attempt may have made a part: the tables count as they were
   * before that.
   */
  void readBeforeAnyAttempt(String server, String database) {
    String key = before(database);
    if (notes.known(key).isEmpty()) {
      notes.knownEarlier(key).forEach(table -> notes.add(key, table));
    }
    readBefore(server, database);
  }

  /** A database that is made anew was not read yet. */
  void forgetArrival(String database) {
    notes.forget("arrived/" + database + "/");
  }

  private static String before(String database) {
    return "before/" + database;
  }

  /**
   * The comparisons of a database that arrived, with what its values show.
   *
   * @param arrival by which this arrival is told from an earlier one
   */
  List<TableComparison> compared(
      List<TableComparison> counted,
      List<TableFingerprint> expected,
      String server,
      String database,
      String arrival) {
    if (expected.isEmpty()) {
      return counted;
    }
    Map<String, TableFingerprint> found =
        byTable(read(server, database, "arrived/%s/%s".formatted(database, arrival)));
    Map<String, TableFingerprint> wanted = byTable(expected);
    return counted.stream()
        .map(
            table -> {
              TableFingerprint is = found.get(table.table());
              TableFingerprint was = wanted.get(table.table());
              return is == null || was == null ? table : table.with(was, is);
            })
        .toList();
  }

  private List<TableFingerprint> read(String server, String database, String key) {
    if (!verification.reads(estate, database)) {
      return List.of();
    }
    String subject = database + ", every value";
    return verification.read(
        estate,
        server,
        database,
        order.workId(),
        notes.known(key),
        new FingerprintProgress() {
          @Override
          public void reached(long rows, long expected) {
            notes.progress(subject, FingerprintProgress.percent(rows, expected));
          }

          @Override
          public void finished(TableFingerprint table) {
            notes.add(key, table);
          }
        });
  }

  private static Map<String, TableFingerprint> byTable(List<TableFingerprint> tables) {
    return tables.stream()
        .collect(Collectors.toMap(TableFingerprint::table, Function.identity(), (one, _) -> one));
  }
}
