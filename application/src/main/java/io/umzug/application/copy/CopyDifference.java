package io.umzug.application.copy;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.TableDifference;

/**
 * A table that does not hold at the target what it holds at the source.
 *
 * @param moment in which the source was read, beside that of the copy
 */
public record CopyDifference(TableFingerprint source, TableFingerprint target, Moment moment) {

  /** What a difference can mean. */
  public enum Moment {
    /** The very snapshot whose rows were copied. */
    OF_THE_COPY(
        "The source was read in the same snapshot as for the copy, so the target is wrong: somebody"
            + " wrote to it, or the copy is at fault. Drop the target database and copy anew."),
    /** No snapshot holds over both: the source may have changed since. */
    LATER(
        "The source may have been written to since its rows were copied: no snapshot holds over"
            + " both. Stop the XPhone service, drop the target database and copy anew."),
    /** The source changed while it was compared. */
    IN_USE(
        "The source is being written to: read twice, it was not the same. Stop the XPhone service,"
            + " drop the target database and copy anew.");

    private final String meaning;

    Moment(String meaning) {
      this.meaning = meaning;
    }
  }

  public String table() {
    return source.table();
  }

  /** For a person, with what to do. */
  public String sentence() {
    return "%s (source: %d rows, sum %s; target: %d rows, sum %s). %s"
        .formatted(
            TableDifference.of(source, target).sentence(),
            source.rows(),
            source.sum(),
            target.rows(),
            target.sum(),
            moment.meaning);
  }
}
