package io.umzug.domain.schema;

import java.util.Comparator;

/**
 * Something that does not come to the target as it is at the source (M1, M4).
 *
 * @param object what it is about
 * @param sentence what of it cannot come along
 * @param remedy what a person can do
 * @param rule of the relocation, empty where none says so
 */
public record Gap(Severity severity, String object, String sentence, String remedy, String rule)
    implements Comparable<Gap> {

  /** What a gap means for the export. */
  public enum Severity {
    /** The script would fail, or the database would not do its work: nothing is written. */
    BLOCKING,
    /** The script runs; something is other than it was. */
    WARNING
  }

  @Override
  public int compareTo(Gap other) {
    return Comparator.comparing(Gap::severity)
        .thenComparing(Gap::object)
        .thenComparing(Gap::sentence)
        .compare(this, other);
  }
}
