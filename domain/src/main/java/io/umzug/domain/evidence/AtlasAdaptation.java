package io.umzug.domain.evidence;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in atlas.xml (R29).
 *
 * @param originalCopy where the file as it was is kept
 * @param changes in the order of the file; empty where all was as wanted
 * @param remarks sentences on what of the file's owner and rights could not be kept
 */
public record AtlasAdaptation(
    String file,
    String originalCopy,
    String sha256Before,
    String sha256After,
    List<Entry> changes,
    @Nullable List<String> remarks) {

  /** One entry below {@code <Databases>}; {@code line} counts from 1. */
  public record Entry(int line, String database, String from, String to) {}

  public AtlasAdaptation {
    changes = List.copyOf(changes);
    // Absent in what the first releases stored.
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
  }

  /** One that took over all there was. */
  public AtlasAdaptation(
      String file,
      String originalCopy,
      String sha256Before,
      String sha256After,
      List<Entry> changes) {
    this(file, originalCopy, sha256Before, sha256After, changes, List.of());
  }

  @Override
  public List<String> remarks() {
    return Objects.requireNonNullElseGet(remarks, List::of);
  }
}
