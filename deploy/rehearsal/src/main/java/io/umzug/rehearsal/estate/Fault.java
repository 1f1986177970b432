package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.Locale;

/** What can be made to go wrong in the estate. */
public enum Fault {
  /** SQL Server's account has no rights on the backup share: operating system error 5 (B3, B7). */
  SHARE_DENIED,
  /** RESTORE ends with an error half-way and leaves the database RESTORING. */
  RESTORE_FAILS,
  /** The first start of the XPhone service creates only part of its tables (R31). */
  PARTIAL_TABLES,
  /** The volume behind the backup share is full: operating system error 112. */
  DISK_FULL,
  /** The TCP connection that runs a statement is reset in the middle of it. */
  CONNECTION_RESET,
  /** DBCC CHECKDB meets a page that the disk does not give back. */
  DAMAGED_PAGE,
  /**
   * The client of a BACKUP or RESTORE vanishes half-way without a word, as when its machine loses
   * power: the statement goes on, and nobody hears how it ends.
   */
  HALF_OPEN,
  /** BACKUP and RESTORE stop moving half-way, without an error, until it is mended. */
  STALLED_DISK,
  /**
   * The one seat of a database in single-user mode goes to another client, which connects again the
   * moment that it is free.
   */
  SEAT_TAKEN,
  /** BACKUP and RESTORE run slowly, with progress messages on the way. */
  SLOW_DISK;

  /** The name on the command line, such as {@code share-denied}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The fault with this label.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Fault labelled(String label) {
    return Arrays.stream(values())
        .filter(fault -> fault.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No fault is called '%s'. There are: %s"
                        .formatted(
                            label,
                            String.join(
                                ", ", Arrays.stream(values()).map(Fault::label).toList()))));
  }
}
