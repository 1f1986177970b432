package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServer.Certificate;
import io.umzug.application.sqlserver.SqlServer.Nature;
import io.umzug.application.sqlserver.SqlServer.RestoreVolumes;
import io.umzug.application.sqlserver.SqlServer.Volume;
import io.umzug.domain.evidence.SqlServerFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an instance says of itself; changes nothing. */
final class ServerSurvey {

  private static final int EXPRESS = 4;
  private static final long MEGABYTE = 1024 * 1024;

  private final SqlServerSession session;

  ServerSurvey(SqlServerSession session) {
    this.session = session;
  }

  SqlServerFacts facts() {
    return session
        .query(
            row ->
                new SqlServerFacts(
                    session.server(), row.getString(1), row.getString(2), row.getInt(3) == 1),
            "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)),"
                + " CAST(SERVERPROPERTY('Edition') AS nvarchar(128)),"
                + " IS_SRVROLEMEMBER('sysadmin')")
        .getFirst();
  }

  Nature nature() {
    return session
        .query(
            row -> new Nature(orEmpty(row.getString(1)), row.getInt(2) == EXPRESS),
            "SELECT CAST(SERVERPROPERTY('Collation') AS nvarchar(128)),"
                + " CAST(SERVERPROPERTY('EngineEdition') AS int)")
        .getFirst();
  }

  Optional<RestoreVolumes> restoreVolumes() {
    DefaultFolders.Folders folders = new DefaultFolders(session).ofNew();
    List<Volume> volumes = inUse();
    Optional<Volume> data = behind(folders.data(), volumes);
    Optional<Volume> log = behind(folders.log(), volumes);
    if (data.isEmpty() || log.isEmpty()) {
      // A volume on which no database lies yet is not among those in use.
      volumes = new ArrayList<>(volumes);
      volumes.addAll(fixedDrives());
      data = behind(folders.data(), volumes);
      log = behind(folders.log(), volumes);
    }
    return data.isPresent() && log.isPresent()
        ? Optional.of(new RestoreVolumes(data.get(), log.get()))
        : Optional.empty();
  }

  /** The volumes on which the files of some database lie. */
  private List<Volume> inUse() {
    return session.query(
        ServerSurvey::volume,
        "SELECT v.volume_mount_point, MIN(v.available_bytes) FROM sys.master_files AS f"
            + " CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) AS v"
            + " GROUP BY v.volume_mount_point");
  }

  private List<Volume> fixedDrives() {
    return session.query(
        row -> new Volume(row.getString(1) + ":\\", row.getLong(2) * MEGABYTE),
        "EXEC master.sys.xp_fixeddrives");
  }

  private static Volume volume(ResultSet row) throws SQLException {
    return new Volume(orEmpty(row.getString(1)), row.getLong(2));
  }

  /** The innermost volume whose mount point leads to the folder. */
  private static Optional<Volume> behind(String folder, List<Volume> volumes) {
    String wanted = folder.toLowerCase(Locale.ROOT);
    return volumes.stream()
        .filter(volume -> !volume.mountPoint().isEmpty())
        .filter(volume -> wanted.startsWith(volume.mountPoint().toLowerCase(Locale.ROOT)))
        .max(Comparator.comparing(volume -> volume.mountPoint().length()));
  }

  Set<String> loginSids() {
    return session
        .query(
            row -> hex(row.getBytes(1)), "SELECT sid FROM sys.server_principals WHERE type <> N'R'")
        .stream()
        .filter(sid -> !sid.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String hex(byte @Nullable [] sid) {
    return sid == null ? "" : HexFormat.of().formatHex(sid);
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A key that is protected by a password of its own is of no use to BACKUP and RESTORE. */
  Optional<Certificate> certificate(String name) {
    return session
        .query(
            row ->
                new Certificate(
                    row.getString(1),
                    HexFormat.of().formatHex(row.getBytes(2)),
                    row.getString(3).equals("MK")),
            "SELECT name, thumbprint, pvt_key_encryption_type FROM master.sys.certificates"
                + " WHERE name = ?",
            name)
        .stream()
        .findFirst();
  }
}
