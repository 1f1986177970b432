package io.umzug.application.worker;

import io.umzug.application.estate.BackupSettings;
import io.umzug.application.sqlserver.BackupMedia;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.route.BackupFeatures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the estate's wishes about backups to what is asked of one SQL Server. */
final class BackupFormats {

  private BackupFormats() {}

  static BackupMedia media(
      List<String> files, String name, BackupSettings settings, SqlServerFacts server) {
    return new BackupMedia(files, name, compressed(settings, server), settings.encryption());
  }

  /** Where SQL Server cannot compress, it is not asked to do without either: 2005 has no word. */
  private static @Nullable Boolean compressed(BackupSettings settings, SqlServerFacts server) {
    return switch (settings.compression()) {
      case ON -> Boolean.TRUE;
      case OFF -> can(server) ? Boolean.FALSE : null;
      case AUTO -> can(server) ? Boolean.TRUE : null;
    };
  }

  private static boolean can(SqlServerFacts server) {
    return BackupFeatures.of(server.version(), server.edition()).compression();
  }
}
