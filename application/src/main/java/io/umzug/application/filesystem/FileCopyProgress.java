package io.umzug.application.filesystem;

/** Told how far a copy has come; whatever it throws ends the copy, which can be gone on with. */
@FunctionalInterface
public interface FileCopyProgress {

  /** For who does not want to know. */
  FileCopyProgress NONE = (_, _) -> {};

  /** After each block. */
  void reached(long bytes, long total);
}
