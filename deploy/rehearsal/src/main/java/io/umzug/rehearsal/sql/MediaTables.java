package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlSession.Results;
import io.umzug.rehearsal.tds.SqlSession.StatementKind;
import io.umzug.rehearsal.tds.SqlType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The result sets of RESTORE HEADERONLY and FILELISTONLY, under SQL Server's column names. */
final class MediaTables {

  private static final SqlType TEXT = SqlType.nvarchar(128);
  private static final SqlType LONG_TEXT = SqlType.nvarchar(260);
  private static final SqlType SMALL = SqlType.of(SqlType.Name.SMALLINT);
  private static final SqlType INT = SqlType.of(SqlType.Name.INT);
  private static final SqlType BIG = SqlType.of(SqlType.Name.BIGINT);
  private static final SqlType BIT = SqlType.of(SqlType.Name.BIT);
  private static final SqlType MOMENT = SqlType.of(SqlType.Name.DATETIME);
  private static final SqlType GUID = SqlType.of(SqlType.Name.UNIQUEIDENTIFIER);
  private static final SqlType LSN = new SqlType(SqlType.Name.DECIMAL, 0, 25, 0);

  private final List<Column> columns = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  private MediaTables() {}

  private MediaTables add(String name, SqlType type, @Nullable Object value) {
    columns.add(new Column(name, type, true));
    values.add(value);
    return this;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static void header(BackupReader backup, Results results) {
    BackupHeader header = backup.header();
    BackupHeader.Trailer trailer = backup.trailer();
    MediaTables row = new MediaTables();
    row.add("BackupName", TEXT, orNull(header.name()))
        .add("BackupDescription", SqlType.nvarchar(255), orNull(header.description()))
        .add("BackupType", SMALL, (short) 1)
        .add("ExpirationDate", MOMENT, null)
        .add("Compressed", BIT, header.media().compressed())
        .add("Position", SMALL, (short) 1)
        .add("DeviceType", SMALL, (short) 2)
        .add("UserName", TEXT, header.userName())
        .add("ServerName", TEXT, header.serverName())
        .add("DatabaseName", TEXT, header.databaseName())
        .add("DatabaseVersion", INT, header.databaseVersion())
        .add("DatabaseCreationDate", MOMENT, LocalDateTime.parse(header.databaseCreated()))
        .add(
            "BackupSize",
            new SqlType(SqlType.Name.DECIMAL, 0, 20, 0),
            BigDecimal.valueOf(trailer.contentSize()))
        .add("FirstLSN", LSN, BigDecimal.ONE)
        .add("LastLSN", LSN, BigDecimal.ONE)
        .add("CheckpointLSN", LSN, BigDecimal.ONE)
        .add("DatabaseBackupLSN", LSN, BigDecimal.ONE)
        .add("BackupStartDate", MOMENT, LocalDateTime.parse(header.started()))
        .add("BackupFinishDate", MOMENT, LocalDateTime.parse(trailer.finished()))
        .add("CompatibilityLevel", SMALL, (short) header.compatibilityLevel())
        .add("SoftwareVendorId", INT, 4608)
        .add("SoftwareVersionMajor", INT, header.softwareMajor())
        .add("SoftwareVersionMinor", INT, header.softwareMinor())
        .add("SoftwareVersionBuild", INT, header.softwareBuild())
        .add("MachineName", TEXT, header.machineName())
        .add("Flags", INT, header.checksums() ? 528 : 512)
        .add("Collation", TEXT, ServerProperties.COLLATION)
        .add("FamilyGUID", GUID, UUID.fromString(header.family()))
        .add("HasBulkLoggedData", BIT, false)
        .add("IsSnapshot", BIT, false)
        .add("IsReadOnly", BIT, false)
        .add("IsSingleUser", BIT, false)
        .add("HasBackupChecksums", BIT, header.checksums())
        .add("IsDamaged", BIT, false)
        .add("HasIncompleteMetaData", BIT, false)
        .add("IsForceOffline", BIT, false)
        .add("IsCopyOnly", BIT, header.copyOnly())
        .add("RecoveryModel", SqlType.nvarchar(60), header.recoveryModel())
        .add("BackupTypeDescription", SqlType.nvarchar(60), "Database")
        .add("BackupSetGUID", GUID, UUID.fromString(header.backupSet()))
        .add(
            "CompressedBackupSize",
            BIG,
            header.media().compressed() ? trailer.size() : trailer.contentSize());
    encryption(row, header.media());
    results.columns(row.columns);
    results.row(row.values.toArray());
    results.done(StatementKind.SELECT, 1);
  }

  /** Columns that SQL Server 2014 brought. */
  private static void encryption(MediaTables row, BackupHeader.Media media) {
    boolean encrypted = !media.thumbprint().isEmpty();
    row.add("Containment", SqlType.of(SqlType.Name.TINYINT), (short) 0)
        .add(
            "KeyAlgorithm",
            SqlType.nvarchar(32),
            orNull(media.algorithm().toLowerCase(Locale.ROOT)))
        .add(
            "EncryptorThumbprint",
            new SqlType(SqlType.Name.VARBINARY, 20, 0, 0),
            encrypted ? HexFormat.of().parseHex(media.thumbprint()) : null)
        .add("EncryptorType", SqlType.nvarchar(32), encrypted ? "CERTIFICATE" : null);
  }

  static void files(BackupReader backup, Results results) {
    BackupHeader header = backup.header();
    List<MediaTables> rows = new ArrayList<>();
    long id = 1;
    for (DataFile file : header.files()) {
      boolean log = file.type().equals("LOG");
      rows.add(
          new MediaTables()
              .add("LogicalName", TEXT, file.logicalName())
              .add("PhysicalName", LONG_TEXT, file.physicalName())
              .add("Type", SqlType.nvarchar(1), log ? "L" : "D")
              .add("FileGroupName", TEXT, log ? null : "PRIMARY")
              .add("Size", BIG, file.bytes(log ? 0 : header.pages() * 8192))
              .add("MaxSize", BIG, 35_184_372_080_640L)
              .add("FileId", BIG, id++)
              .add("UniqueId", GUID, UUID.nameUUIDFromBytes(new byte[] {(byte) id}))
              .add("BackupSizeInBytes", BIG, log ? 0L : backup.trailer().contentSize())
              .add("FileGroupId", INT, log ? 0 : 1)
              .add("IsReadOnly", BIT, false)
              .add("IsPresent", BIT, true));
    }
    results.columns(rows.isEmpty() ? List.of() : rows.getFirst().columns);
    rows.forEach(row -> results.row(row.values.toArray()));
    results.done(StatementKind.SELECT, rows.size());
  }
}
