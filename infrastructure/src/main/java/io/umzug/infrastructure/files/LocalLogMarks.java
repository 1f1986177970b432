package io.umzug.infrastructure.files;

import io.umzug.application.backuplog.BackupManagerLog.Mark;
import io.umzug.application.backuplog.LogMarks;
import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.Sha256;
import io.umzug.domain.backuplog.LineDecoder.Position;
import io.umzug.domain.migration.MigrationId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Marks in a folder, a small file for each piece of work. */
public final class LocalLogMarks implements LogMarks {

  private final HostFiles here;
  private final Path folder;

  /**
   * @param here the files of this machine
   */
  public LocalLogMarks(HostFiles here, Path folder) {
    this.here = here;
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Optional<Mark> of(MigrationId move, String workId) throws IOException {
    Path file = file(workId);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties kept = new Properties();
    kept.load(new StringReader(Files.readString(file)));
    try {
      return Optional.of(
          new Mark(
              kept.getProperty("file-key", ""),
              kept.getProperty("start", ""),
              new Position(
                  Long.parseLong(kept.getProperty("offset", "")),
                  Long.parseLong(kept.getProperty("line", "")),
                  Boolean.parseBoolean(kept.getProperty("after-return", "")))));
    } catch (NumberFormatException e) {
      throw new IOException(file + " is no mark in a log: remove it, and confirm by hand.", e);
    }
  }

  @Override
  public void keep(MigrationId move, String workId, Mark mark) throws IOException {
    Files.createDirectories(folder);
    String content =
        """
        # Where in the Backup-Manager's log the part of this work begins: %s
        file-key=%s
        start=%s
        offset=%d
        line=%d
        after-return=%s
        """
            .formatted(
                workId,
                mark.fileKey().replace("\\", "\\\\"),
                mark.start(),
                mark.position().offset(),
                mark.position().line(),
                mark.position().afterReturn());
    String file = file(workId).toString();
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (DurableWrite write = DurableWrite.of(here, file, Rights.OWNER, bytes)) {
      write.moveTo(file);
    }
  }

  private Path file(String workId) {
    return folder.resolve(Sha256.of(workId));
  }
}
