package io.umzug.domain.script;

/**
 * How far a script has been run.
 *
 * @param batch the batch that was run last, from 1; 0 before the first
 * @param times how often it has been run, from 1; 0 before the first
 */
public record ImportPosition(long batch, int times) implements Comparable<ImportPosition> {

  public static final ImportPosition START = new ImportPosition(0, 0);

  @Override
  public int compareTo(ImportPosition other) {
    return batch == other.batch
        ? Integer.compare(times, other.times)
        : Long.compare(batch, other.batch);
  }

  /** How often a batch is still to be run. */
  public int left(ScriptBatch next) {
    return next.number() < batch
        ? 0
        : next.number() > batch ? next.repeat() : next.repeat() - times;
  }
}
