package io.umzug.domain.atlas;

import java.util.List;

/**
 * The part of an atlas.xml that is known (U1).
 *
 * @param encoding the name of the file's encoding, such as {@code UTF-8}
 * @param entries what bears a connection below {@code <Databases>}, in the file's order
 */
public record AtlasFile(String encoding, List<AtlasEntry> entries) implements AtlasReading {
  public AtlasFile {
    entries = List.copyOf(entries);
  }
}
