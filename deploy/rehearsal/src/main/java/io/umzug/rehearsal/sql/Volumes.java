package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlSession.Results;
import io.umzug.rehearsal.tds.SqlSession.StatementKind;
import io.umzug.rehearsal.tds.SqlType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one volume of an instance: drive C with the room that its folder really has. */
final class Volumes {

  private static final String DRIVE = "C";
  private static final long MEGABYTE = 1024 * 1024;

  private Volumes() {}

  private static FileStore of(EngineSession session) {
    try {
      return Files.getFileStore(session.instance().settings().folder());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the volume of the instance", e);
    }
  }

  /** A row for every file of every database. */
  static List<Object[]> ofFiles(EngineSession session) {
    try {
      FileStore volume = of(session);
      List<Object[]> rows = new ArrayList<>();
      for (InstanceState.Database database : session.instance().state().databases()) {
        for (int file = 1; file <= database.files().size(); file++) {
          rows.add(
              new Object[] {
                database.id(),
                file,
                DRIVE + ":\\",
                "REHEARSAL",
                "NTFS",
                volume.getTotalSpace(),
                volume.getUsableSpace()
              });
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the room on the volume", e);
    }
  }

  /** What xp_fixeddrives answers. */
  static void fixedDrives(EngineSession session, Results results) {
    int free;
    try {
      free = Math.toIntExact(of(session).getUsableSpace() / MEGABYTE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the room on the volume", e);
    }
    results.columns(
        List.of(
            new Column("drive", SqlType.nvarchar(1), false),
            new Column("MB free", SqlType.of(SqlType.Name.INT), false)));
    @Nullable Object[] row = {DRIVE, free};
    results.row(row);
    results.done(StatementKind.SELECT, 1);
  }
}
