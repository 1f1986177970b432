package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import java.util.List;
import java.util.Map;

/** Reads and adapts an atlas.xml where it lies (R29, E6, U1). */
public interface AtlasFiles {

  /** A database entry; {@code line} counts from 1. */
  record Entry(int line, String database, String dataSource) {}

  /** atlas.xml cannot be read, is not understood, or cannot be replaced; it is as it was. */
  final class AtlasProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    public AtlasProblem(Diagnosis diagnosis) {
      super(diagnosis.cause());
      this.diagnosis = diagnosis;
    }

    public Diagnosis diagnosis() {
      return diagnosis;
    }
  }

  List<Entry> entries(Estate estate, HostPath file) throws AtlasProblem;

  /**
   * Points the databases to their servers and sets {@code useLogin="Windows"} on their entries; a
   * copy of the original is kept, the replacement is atomic and durable, and a second call changes
   * nothing.
   *
   * @param targets from database name to Data Source
   */
  AtlasAdaptation adapt(Estate estate, HostPath file, Map<String, String> targets)
      throws AtlasProblem;
}
