package io.umzug.rehearsal.estate;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault that waits for its moment, written as {@code name[=count][@operation]}: {@code
 * share-denied}, {@code restore-fails=1}, {@code connection-reset@backup}.
 *
 * @param remaining how many more times it strikes; {@link #UNTIL_CLEARED} until a person clears it
 * @param operation the operation it waits for ({@code backup}, {@code restore}, or {@code verify}
 *     for what only reads a backup), empty for any
 */
public record ArmedFault(Fault fault, int remaining, String operation) {

  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  /** What asks whether a fault strikes it. */
  private static final List<String> OPERATIONS =
      List.of("backup", "restore", "verify", "check", "start");

  private static final Pattern SPECIFICATION =
      Pattern.compile("([a-z-]+)(?:=([1-9][0-9]{0,5}))?(?:@([a-z]+))?");

  /**
   * Reads a fault as it is written on the command line. Without a count, share-denied, disk-full,
   * stalled-disk and slow-disk last until they are cleared and the others strike once.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static ArmedFault parse(String specification) {
    Matcher matcher = SPECIFICATION.matcher(specification.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A fault is written name[=count][@operation], such as restore-fails=1; this is not: "
              + specification);
    }
    Fault fault = Fault.labelled(matcher.group(1));
    int lasting =
        switch (fault) {
          case SHARE_DENIED, DISK_FULL, STALLED_DISK, SLOW_DISK -> UNTIL_CLEARED;
          case RESTORE_FAILS,
              PARTIAL_TABLES,
              CONNECTION_RESET,
              HALF_OPEN,
              DAMAGED_PAGE,
              SEAT_TAKEN ->
              1;
        };
    int count = matcher.group(2) == null ? lasting : Integer.parseInt(matcher.group(2));
    String operation = matcher.group(3) == null ? "" : matcher.group(3);
    if (!operation.isEmpty() && !OPERATIONS.contains(operation)) {
      throw new IllegalArgumentException(
          "No fault waits for '%s'. There are: %s"
              .formatted(operation, String.join(", ", OPERATIONS)));
    }
    return new ArmedFault(fault, count, operation);
  }

  /** As it is written on the command line. */
  public String specification() {
    return fault.label()
        + (remaining == UNTIL_CLEARED ? "" : "=" + remaining)
        + (operation.isEmpty() ? "" : "@" + operation);
  }

  boolean strikes(Fault other, String where) {
    return fault == other
        && remaining > 0
        && (operation.isEmpty() || operation.equalsIgnoreCase(where));
  }

  ArmedFault struck() {
    return remaining == UNTIL_CLEARED ? this : new ArmedFault(fault, remaining - 1, operation);
  }
}
