package io.umzug.domain.evidence;

import java.util.List;

/**
 * What was changed in atlas.xml (R29).
 *
 * @param originalCopy where the file as it was is kept
 * @param changes in the order of the file; empty where all was as wanted
 */
public record AtlasAdaptation(
    String file,
    String originalCopy,
    String sha256Before,
    String sha256After,
    List<Entry> changes) {

  /** One entry below {@code <Databases>}; {@code line} counts from 1. */
  public record Entry(int line, String database, String from, String to) {}

  public AtlasAdaptation {
    changes = List.copyOf(changes);
  }
}
