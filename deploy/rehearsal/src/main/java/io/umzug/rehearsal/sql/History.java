package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What msdb remembers of backups and restores. */
final class History {

  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS "dbo"."backupmediaset" (media_set_id INT IDENTITY PRIMARY KEY,
        media_uuid UUID, media_family_count INT, software_name NVARCHAR(128));
      CREATE TABLE IF NOT EXISTS "dbo"."backupmediafamily" (media_set_id INT,
        family_sequence_number INT, media_family_id UUID, media_count INT,
        physical_device_name NVARCHAR(260), device_type INT, mirror INT,
        PRIMARY KEY (media_set_id, family_sequence_number));
      CREATE TABLE IF NOT EXISTS "dbo"."backupset" (backup_set_id INT IDENTITY PRIMARY KEY,
        backup_set_uuid UUID, media_set_id INT, name NVARCHAR(128), description NVARCHAR(255),
        user_name NVARCHAR(128), "position" INT, software_major_version INT,
        software_minor_version INT, software_build_version INT, database_creation_date TIMESTAMP(3),
        backup_start_date TIMESTAMP(3), backup_finish_date TIMESTAMP(3), type CHAR(1),
        compatibility_level INT, database_version INT, backup_size DECIMAL(20, 0),
        compressed_backup_size DECIMAL(20, 0), database_name NVARCHAR(128),
        server_name NVARCHAR(128), machine_name NVARCHAR(128), recovery_model NVARCHAR(60),
        has_backup_checksums BIT, is_copy_only BIT, is_damaged BIT, family_guid UUID);
      CREATE TABLE IF NOT EXISTS "dbo"."restorehistory" (
        restore_history_id INT IDENTITY PRIMARY KEY, restore_date TIMESTAMP(3),
        destination_database_name NVARCHAR(128), user_name NVARCHAR(128), backup_set_id INT,
        restore_type CHAR(1), "replace" BIT, recovery BIT, restart BIT);
      """;

  private History() {}

  static void install(Store msdb) throws SQLException {
    try (Connection h2 = msdb.connection(0);
        Statement statement = h2.createStatement()) {
      statement.execute(TABLES);
    }
  }

  private static Connection msdb(SqlInstance instance) throws SQLException {
    Connection h2 = instance.connectionTo("msdb");
    h2.setAutoCommit(false);
    return h2;
  }

  static void backedUp(
      SqlInstance instance,
      EngineSession session,
      BackupHeader header,
      BackupHeader.Trailer trailer,
      List<Device> devices)
      throws SQLException {
    try (Connection h2 = msdb(instance)) {
      backupSet(h2, header, trailer, devices);
      h2.commit();
    }
  }

  static void restored(
      SqlInstance instance,
      EngineSession session,
      Database database,
      BackupReader backup,
      MediaOptions options,
      List<Device> devices)
      throws SQLException {
    try (Connection h2 = msdb(instance)) {
      Integer known = knownSet(h2, backup.header().backupSet());
      int set = known == null ? backupSet(h2, backup.header(), backup.trailer(), devices) : known;
      Principals.execute(
          h2,
          "INSERT INTO \"dbo\".\"restorehistory\" (restore_date, destination_database_name,"
              + " user_name, backup_set_id, restore_type, \"replace\", recovery, restart)"
              + " VALUES (?, ?, ?, ?, 'D', ?, ?, ?)",
          instance.now(),
          database.name(),
          session.login().name(),
          set,
          options.has("REPLACE"),
          !options.has("NORECOVERY"),
          options.has("RESTART"));
      h2.commit();
    }
  }

  private static @Nullable Integer knownSet(Connection h2, String uuid) throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT backup_set_id FROM \"dbo\".\"backupset\" WHERE backup_set_uuid = ?")) {
      query.setObject(1, UUID.fromString(uuid));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getInt(1) : null;
      }
    }
  }

  private static int backupSet(
      Connection h2, BackupHeader header, BackupHeader.Trailer trailer, List<Device> devices)
      throws SQLException {
    int media =
        inserted(
            h2,
            "INSERT INTO \"dbo\".\"backupmediaset\" (media_uuid, media_family_count, software_name)"
                + " VALUES (?, ?, 'Microsoft SQL Server')",
            UUID.fromString(header.mediaSet()),
            devices.size());
    for (int family = 1; family <= devices.size(); family++) {
      Principals.execute(
          h2,
          "INSERT INTO \"dbo\".\"backupmediafamily\" VALUES (?, ?, ?, 1, ?, 2, 0)",
          media,
          family,
          UUID.fromString(header.mediaSet()),
          devices.get(family - 1).name());
    }
    return inserted(
        h2,
        "INSERT INTO \"dbo\".\"backupset\" (backup_set_uuid, media_set_id, name, description,"
            + " user_name, \"position\", software_major_version, software_minor_version,"
            + " software_build_version, database_creation_date, backup_start_date,"
            + " backup_finish_date, type, compatibility_level, database_version, backup_size,"
            + " compressed_backup_size, database_name, server_name, machine_name, recovery_model,"
            + " has_backup_checksums, is_copy_only, is_damaged, family_guid)"
            + " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 'D', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?)",
        UUID.fromString(header.backupSet()),
        media,
        header.name().isEmpty() ? null : header.name(),
        header.description().isEmpty() ? null : header.description(),
        header.userName(),
        header.softwareMajor(),
        header.softwareMinor(),
        header.softwareBuild(),
        LocalDateTime.parse(header.databaseCreated()),
        LocalDateTime.parse(header.started()),
        LocalDateTime.parse(trailer.finished()),
        header.compatibilityLevel(),
        header.databaseVersion(),
        trailer.contentSize(),
        header.media().compressed() ? trailer.size() : trailer.contentSize(),
        header.databaseName(),
        header.serverName(),
        header.machineName(),
        header.recoveryModel(),
        header.checksums(),
        header.copyOnly(),
        false,
        UUID.fromString(header.family()));
  }

  private static int inserted(Connection h2, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = h2.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
      try (ResultSet key = statement.getGeneratedKeys()) {
        key.next();
        return key.getInt(1);
      }
    }
  }
}
