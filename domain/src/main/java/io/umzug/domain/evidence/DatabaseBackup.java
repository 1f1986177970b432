package io.umzug.domain.evidence;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database's backup that was read back and found whole.
 *
 * @param server the SQL Server that wrote it
 * @param file as SQL Server spells it, usually a UNC path (B2); the first, where there are several
 * @param backupSet the backup's GUID, from its header
 * @param bytes that file's size
 * @param sha256 of that file, as the service read it over the share (B4); lower-case hex
 * @param rows per table of the source
 * @param furtherStripes the backup's other files, in their order; without them the first is useless
 * @param contents of the tables that were the same before and after the backup, so that the backup
 *     holds just these; empty where nobody looked, or nothing stood still
 */
public record DatabaseBackup(
    String database,
    String server,
    String file,
    String backupSet,
    long bytes,
    String sha256,
    List<TableCount> rows,
    @Nullable List<Stripe> furtherStripes,
    @Nullable List<TableFingerprint> contents) {

  /**
   * One file of a backup.
   *
   * @param sha256 as {@link DatabaseBackup#sha256}
   */
  public record Stripe(String file, long bytes, String sha256) {}

  public DatabaseBackup {
    rows = List.copyOf(rows);
    // Absent in what the first releases stored.
    furtherStripes = furtherStripes == null ? List.of() : List.copyOf(furtherStripes);
    contents = contents == null ? List.of() : List.copyOf(contents);
  }

  /** A backup that is one file, of a database whose rows were counted only. */
  public DatabaseBackup(
      String database,
      String server,
      String file,
      String backupSet,
      long bytes,
      String sha256,
      List<TableCount> rows) {
    this(database, server, file, backupSet, bytes, sha256, rows, List.of(), List.of());
  }

  /**
   * @param stripes all its files, in their order, one at least
   */
  public static DatabaseBackup of(
      String database,
      String server,
      String backupSet,
      List<Stripe> stripes,
      List<TableCount> rows) {
    Stripe first = stripes.getFirst();
    return new DatabaseBackup(
        database,
        server,
        first.file(),
        backupSet,
        first.bytes(),
        first.sha256(),
        rows,
        stripes.subList(1, stripes.size()),
        List.of());
  }

  @Override
  public List<Stripe> furtherStripes() {
    return Objects.requireNonNullElseGet(furtherStripes, List::of);
  }

  /** All its files, in their order. */
  public List<Stripe> stripes() {
    return Stream.concat(Stream.of(new Stripe(file, bytes, sha256)), furtherStripes().stream())
        .toList();
  }

  /** The paths of all its files, in their order. */
  public List<String> files() {
    return stripes().stream().map(Stripe::file).toList();
  }

  /** What all its files take up. */
  public long totalBytes() {
    return stripes().stream().mapToLong(Stripe::bytes).sum();
  }

  /** The same, with what its tables held. */
  public DatabaseBackup holding(List<TableFingerprint> tables) {
    return new DatabaseBackup(
        database, server, file, backupSet, bytes, sha256, rows, furtherStripes, tables);
  }

  @Override
  public List<TableFingerprint> contents() {
    return Objects.requireNonNullElseGet(contents, List::of);
  }
}
