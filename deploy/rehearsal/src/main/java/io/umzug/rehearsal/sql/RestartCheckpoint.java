package io.umzug.rehearsal.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * How far an interrupted RESTORE has come: a file among the backups, gone with the next restore of
 * the database. What it brought stays in its store, row by row.
 *
 * @param statement the words of the interrupted batch
 * @param store where its rows are
 */
record RestartCheckpoint(String backupSet, String statement, String store) {

  private static final String RESTART = "RESTART";

  static Path file(SqlInstance instance, int databaseId) {
    return instance
        .settings()
        .folder()
        .resolve("backup")
        .resolve("RestoreCheckpointDB%d.CKP".formatted(databaseId));
  }

  /** The words of a batch but for RESTART, which alone may be added when it is said again. */
  static String words(String batch) {
    return batch
        .toUpperCase(Locale.ROOT)
        .replaceAll(",\\s*" + RESTART + "\\b|\\b" + RESTART + "\\s*,", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  void keep(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, BackupWriter.JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the checkpoint " + file, e);
    }
  }

  /** Empty where it can no longer be read. */
  static Optional<RestartCheckpoint> read(Path file) {
    try {
      return Optional.of(
          BackupWriter.JSON.readValue(Files.readAllBytes(file), RestartCheckpoint.class));
    } catch (IOException | JacksonException _) {
      return Optional.empty();
    }
  }

  /** Removes a checkpoint, and with it what its restore brought. */
  static void remove(SqlInstance instance, int databaseId) {
    Path file = file(instance, databaseId);
    if (Files.exists(file)) {
      read(file).ifPresent(checkpoint -> Store.delete(instance.path(checkpoint.store())));
      forget(instance, databaseId);
    }
  }

  /** Removes a checkpoint; what its restore brought has become the database. */
  static void forget(SqlInstance instance, int databaseId) {
    Path file = file(instance, databaseId);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the checkpoint " + file, e);
    }
  }
}
