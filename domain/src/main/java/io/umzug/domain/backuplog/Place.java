package io.umzug.domain.backuplog;

/**
 * Where something stands: from a line of a file to a line of the same or, after a rotation, of the
 * next file.
 *
 * @param file as it was named to Umzug; may be empty where there is one only
 */
public record Place(String file, long line, String lastFile, long lastLine) {

  static Place of(String file, long line) {
    return new Place(file, line, file, line);
  }

  Place to(String otherFile, long otherLine) {
    return new Place(file, line, otherFile, otherLine);
  }

  Place to(Place last) {
    return to(last.lastFile, last.lastLine);
  }

  /** Such as {@code line 3}, {@code lines 4-5}, or {@code backup.log, lines 4-5}. */
  @Override
  public String toString() {
    String lead = file.isEmpty() ? "" : file + ", ";
    if (!file.equals(lastFile)) {
      return "%sline %d to %s, line %d".formatted(lead, line, lastFile, lastLine);
    }
    return line == lastLine
        ? "%sline %d".formatted(lead, line)
        : "%slines %d-%d".formatted(lead, line, lastLine);
  }
}
