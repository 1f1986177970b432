package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.migration.MigrationId;
import java.util.List;
import java.util.Set;

/** The files of an XPhone host that a snapshot keeps, and their way back (R10). */
public interface SnapshotFiles {

  /**
   * What is kept for one snapshot.
   *
   * @param snapshot the snapshot's id within the move
   * @param paths files and folders, with all that lies in them
   * @param required those of them without which the snapshot is none; the others are kept where
   *     they are, and the manifest names what was not there
   */
  record Selection(
      MigrationId migration, String snapshot, List<HostPath> paths, Set<HostPath> required) {
    public Selection {
      paths = List.copyOf(paths);
      required = Set.copyOf(required);
    }
  }

  /** A file cannot be kept or put back; what was there before is told by the diagnosis. */
  final class SnapshotProblem extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Diagnosis diagnosis;

    public SnapshotProblem(Diagnosis diagnosis) {
      super(diagnosis.cause());
      this.diagnosis = diagnosis;
    }

    public Diagnosis diagnosis() {
      return diagnosis;
    }
  }

  /**
   * Copies the files into the snapshot's store and reads each copy back. May be repeated after any
   * interruption; the files themselves stay as they are.
   *
   * @return in the order of the paths; what lies in a folder by name
   */
  List<KeptFile> keep(Estate estate, Selection selection) throws SnapshotProblem;

  /** Checks that each copy is there and unchanged. */
  void requireWhole(List<KeptFile> files) throws SnapshotProblem;

  /**
   * Puts the files back in their order, each of them all or nothing even in a crash, after all
   * copies were found whole. Files that are as they were kept, and files that the snapshot does not
   * know, are left alone. May be repeated after any interruption.
   *
   * @param machine whose files they are
   */
  void putBack(Estate estate, String machine, List<KeptFile> files) throws SnapshotProblem;
}
