package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.estate.BackupSettings;
import io.umzug.application.estate.BackupSettings.Compression;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.BackupEncryption.Algorithm;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.BackupWorker;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.SqlServerDiagnosis;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.diagnosis.SqlServerTrouble;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.host.SharedBackupFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stripes, compression and encryption: what is asked of SQL Server, and what is kept of it. */
@Timeout(60)
class BackupFormatsTest {

  @TempDir static Path folder;
  private static StandInEstate standIn;
  private static SharedBackupFiles share;

  private static final WorkContext UNWATCHED =
      new WorkContext() {
        @Override
        public void progress(String subject, int percent) {}

        @Override
        public void remember(String note) {}

        @Override
        public Optional<String> recall() {
          return Optional.empty();
        }

        @Override
        public Optional<String> recallEarlierAttempt() {
          return Optional.empty();
        }
      };

  @BeforeAll
  static void start() throws Exception {
    standIn =
        new StandInEstate(
            folder,
            "14.0.1000.169",
            "Standard Edition (64-bit)",
            "15.0.2000.5",
            "Express Edition (64-bit)");
    standIn.fill("XPDATA", 1500);
    share =
        new SharedBackupFiles(
            new ConfiguredPlaces(
                Map.of(
                    "test", List.of(new ConfiguredPlaces.Way.Mount(SHARE, standIn.shareFolder)))));
  }

  @AfterAll
  static void stop() {
    standIn.close();
  }

  private static Report backUp(String database, BackupSettings settings) {
    Estates estates = StandInEstate.only(() -> standIn.estate().with(settings));
    return new BackupWorker(estates, standIn.servers(), share, ContentsVerification.ofRowsOnly())
        .perform(
            new BackupRequested(
                new WorkOrder(
                    new MigrationId("acme"),
                    "test",
                    Step.BACKUP,
                    Task.BACK_UP_DATABASES,
                    1,
                    0,
                    0,
                    Site.TARGET),
                List.of(new DatabaseMove(database, database.equals("XPDATA") ? OLD : NEW, NEW))),
            UNWATCHED);
  }

  private static DatabaseBackup backedUp(BackupSettings settings) {
    Report report = backUp("XPDATA", settings);
    assertThat(report).isInstanceOf(Report.BackupCompleted.class);
    return ((Report.BackupCompleted) report).backups().getFirst();
  }

  private static Diagnosis diagnosed(ThrowingCallable attempt, Integer... numbers) {
    SqlServerFailure failure = catchThrowableOfType(SqlServerFailure.class, attempt);
    assertThat(failure.errors()).extracting(SqlServerError::number).containsExactly(numbers);
    return SqlServerDiagnosis.of(
        new SqlServerTrouble(
            failure.server(),
            "restore of XPDATA",
            failure.errors(),
            String.valueOf(failure.getMessage()),
            List.of(),
            SHARE + "\\x.bak"));
  }

  private static Path local(String file) {
    return standIn.shareFolder.resolve(file.substring(SHARE.length() + 1));
  }

  private static String newestSet(String column) throws Exception {
    try (SqlServer server = standIn.connect(OLD, "look");
        SqlServerSession session =
            SqlServerConnector.open(
                standIn.servers().to(standIn.estate(), OLD), "look", SqlServerConnector.MASTER)) {
      assertThat(server.facts().server()).isEqualTo(OLD);
      return session
          .query(
              row -> row.getString(1),
              "SELECT TOP (1) %s FROM msdb.dbo.backupset ORDER BY backup_set_id DESC"
                  .formatted(column))
          .getFirst();
    }
  }

  @Test
  void a_striped_backup_is_kept_file_by_file_and_is_of_use_only_whole() throws Exception {
    DatabaseBackup backup = backedUp(new BackupSettings(1, 3, Compression.AUTO, null));
    assertThat(backup.files()).hasSize(3).first().asString().endsWith("_1of3.bak");
    for (DatabaseBackup.Stripe stripe : backup.stripes()) {
      BackupFiles.Contents contents = share.read(standIn.estate(), stripe.file());
      assertThat(stripe.bytes()).isEqualTo(contents.bytes());
      assertThat(stripe.sha256()).isEqualTo(contents.sha256());
    }
    try (SqlServer target = standIn.connect(NEW, "work/target")) {
      assertThat(target.verifiedBackup(backup.files(), _ -> {})).isPresent();
      target.restore("XPDATA", backup.files(), false, _ -> {});
      assertThat(target.countRows("XPDATA")).contains(new Table("dbo", "Journal", 1500));

      Diagnosis lacking =
          diagnosed(
              () -> target.restore("XPDATA", backup.files().subList(0, 2), false, _ -> {}),
              3132,
              3013);
      assertThat(lacking.cause()).contains("did not find all the files of the backup");
      assertThat(lacking.rules()).contains("B2");

      Path second = local(backup.files().get(1));
      byte[] whole = Files.readAllBytes(second);
      whole[whole.length - 200] ^= 0x40;
      Files.write(second, whole);
      assertThat(target.verifiedBackup(backup.files(), _ -> {})).as("damaged").isEmpty();
      Files.delete(second);
      assertThat(target.verifiedBackup(backup.files(), _ -> {})).as("gone").isEmpty();
    }
  }

  @Test
  void backups_are_compressed_where_the_edition_can() throws Exception {
    backedUp(new BackupSettings(1, 1, Compression.OFF, null));
    assertThat(newestSet("compressed_backup_size")).isEqualTo(newestSet("backup_size"));
    backedUp(new BackupSettings(1, 1, Compression.AUTO, null));
    assertThat(Long.parseLong(newestSet("compressed_backup_size")))
        .isLessThan(Long.parseLong(newestSet("backup_size")) / 2);

    try (SqlServer express = standIn.connect(NEW, "work/express")) {
      express.createDatabase("XPSTATS");
    }
    Report.BackupFailed refused =
        (Report.BackupFailed) backUp("XPSTATS", new BackupSettings(1, 1, Compression.ON, null));
    assertThat(refused.diagnosis().exactText())
        .contains("1844")
        .contains("BACKUP DATABASE WITH COMPRESSION is not supported on Express Edition (64-bit).");
    assertThat(refused.diagnosis().remedy()).contains("'compression' to auto");
    assertThat(backUp("XPSTATS", new BackupSettings(1, 1, Compression.AUTO, null)))
        .isInstanceOf(Report.BackupCompleted.class);
  }

  @Test
  void an_encrypted_backup_is_restored_only_where_its_certificate_is() throws Exception {
    standIn.oldInstance.run(
        "master",
        "CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'x';"
            + " CREATE CERTIFICATE [Umzug ]]2] WITH SUBJECT = 'backups'");
    DatabaseBackup backup =
        backedUp(
            new BackupSettings(
                1, 2, Compression.AUTO, new BackupEncryption("Umzug ]2", Algorithm.AES_256)));
    try (SqlServer source = standIn.connect(OLD, "work/source");
        SqlServer target = standIn.connect(NEW, "work/target")) {
      assertThat(source.certificate("Umzug ]2").orElseThrow().privateKey()).isTrue();
      assertThat(target.certificate("Umzug ]2")).isEmpty();
      Diagnosis missing =
          diagnosed(() -> target.verifiedBackup(backup.files(), _ -> {}), 33111, 3013);
      assertThat(missing.cause()).contains("lacks the certificate").contains("thumbprint '0x");
      assertThat(missing.remedy()).contains("WITH PRIVATE KEY");

      Path file = folder.resolve("umzug.cer");
      Path key = folder.resolve("umzug.key");
      standIn.oldInstance.run(
          "master",
          "BACKUP CERTIFICATE [Umzug ]]2] TO FILE = '%s' WITH PRIVATE KEY (FILE = '%s', ENCRYPTION BY PASSWORD = 'x')"
              .formatted(file, key));
      standIn.newInstance.run(
          "master", "CREATE CERTIFICATE Other FROM FILE = '%s'".formatted(file));
      diagnosed(() -> target.verifiedBackup(backup.files(), _ -> {}), 33101, 3013);
      standIn.newInstance.run(
          "master",
          "DROP CERTIFICATE Other; CREATE CERTIFICATE Other FROM FILE = '%s' WITH PRIVATE KEY (FILE = '%s', DECRYPTION BY PASSWORD = 'x')"
              .formatted(file, key));
      target.restore("XPDATA", backup.files(), false, _ -> {});
      assertThat(target.lastRestored("XPDATA")).contains(backup.backupSet());
    }
  }
}
