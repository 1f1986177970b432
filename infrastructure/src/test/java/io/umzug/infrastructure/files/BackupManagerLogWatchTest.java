package io.umzug.infrastructure.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.backuplog.BackupManagerLogWatch;
import io.umzug.application.backuplog.WatchedLogs.WatchedLog;
import io.umzug.application.migration.Actor;
import io.umzug.application.migration.EstateClaims;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationAggregate;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.domain.backuplog.Vocabulary;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.AtHand;
import io.umzug.domain.migration.Condition;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person works with the Backup-Manager, and Umzug reads along: real files, the real aggregate.
 */
class BackupManagerLogWatchTest {

  private static final MigrationId ACME = new MigrationId("acme");
  private static final StepAt BACKUP = new StepAt(0, Step.BACKUP);
  private static final Actor ANNA = new Actor("anna", Actor.Origin.API);

  private static final String EARLIER_FAILURE =
      """
      23.01.2021 22:39:49 INF Sicherung der Datenbank XPDATA
      23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Cannot open backup device
      '\\\\sqlserver\\backupshare\\XPDATA'. Operating system error 5(Zugriff verweigert).
      BACKUP DATABASE is terminating abnormally.
      """;

  private static final String BEGINS =
      """
      24.01.2021 01:00:00 ERR Benutzer 'Atlas' nicht verfügbar. Restore XPDATA
      24.01.2021 01:00:00 INF Connecting to SQL-Server: OLD
      24.01.2021 01:00:00 INF Sicherung der Datenbank XPDATA
      """;

  private static final String FAILS =
      """
      24.01.2021 01:00:02 ERR SQLHelper.SaveDatabase Error while saving Database XPDATA
      24.01.2021 01:00:02 ERR SQLHelper.SaveDatabase Cannot open backup device
      '\\\\sqlserver\\backupshare\\XPDATA'. Operating system error 5(Zugriff verweigert).
      BACKUP DATABASE is terminating abnormally.
      """;

  private static final String SUCCEEDS =
      """
      24.01.2021 01:10:00 INF BACKUP DATABASE successfully processed 178 pages in 0.063 seconds (22.073 MB/sec).
      """;

  @TempDir Path folder;

  private final InMemoryEventStorageEngine storage = new InMemoryEventStorageEngine();
  private Configuration axon;
  private MigrationDesk desk;
  private final List<String> warnings = new ArrayList<>();
  private Path log;
  private BackupManagerLogWatch watch;

  @BeforeEach
  void the_backup_is_offered_to_a_person() throws IOException {
    System.setProperty("disable-axoniq-console-message", "true");
    axon =
        DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(_ -> JacksonSerializer.defaultSerializer())
            .configureEmbeddedEventStore(_ -> storage)
            .registerComponent(EstateClaims.class, _ -> new NobodyElse())
            .configureAggregate(MigrationAggregate.class)
            .start();
    desk = new MigrationDesk(axon.commandGateway());
    log = folder.resolve("backup.log");
    append(EARLIER_FAILURE);
    watch = watch();
    instruct(new Instruction.OpenMigration(particulars()));
    instruct(
        new Instruction.ChoosePlan(
            new Choice(
                Plan.C, Downtime.IN_PLACE, Transport.BACKUP_AND_RESTORE, BackupBy.BACKUP_MANAGER),
            "as the vendor says"));
    while (!(state().condition() instanceof Condition.Offered)) {
      switch (state().condition()) {
        case Condition.Held _ -> instruct(new Instruction.BeginStep(state().current().at()));
        case Condition.Working working -> desk.report(success(working.order()), Actor.WORKER);
        case Condition.AwaitingFindings _ ->
            instruct(
                new Instruction.AcceptFindings(
                    state().current().at(), AtHand.of(state()).orElseThrow(), "known"));
        case Condition.Offered _,
            Condition.AwaitingApproval _,
            Condition.Halted _,
            Condition.Passing _ ->
            throw new AssertionError(state().condition());
      }
    }
    watch.look();
  }

  @AfterEach
  void axon_is_shut_down() {
    axon.shutdown();
  }

  private BackupManagerLogWatch watch() {
    return new BackupManagerLogWatch(
        new History(),
        desk,
        (estate, site) ->
            estate.equals("estate") && site == Site.SOURCE
                ? Optional.of(new WatchedLog(Local.ESTATE, Local.at(log), Vocabulary.known()))
                : Optional.empty(),
        new HostBackupManagerLog(Local.PLACES),
        new LocalLogMarks(Local.FILES, folder.resolve("marks")),
        new LocalEvidenceStore(Local.FILES, folder.resolve("evidence")),
        warnings::add);
  }

  private static Particulars particulars() {
    return new Particulars(
        ACME,
        "Acme",
        "estate",
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        List.of(new DatabaseMove("XPDATA", "OLD", "NEW"), new DatabaseMove("XPVDIR", "OLD", "NEW")),
        RouteKind.RELOCATION,
        List.of(
            new Particulars.Machine(Site.SOURCE, "OLDXP", true),
            new Particulars.Machine(Site.TARGET, "NEWXP", true)));
  }

  private static Report success(WorkOrder order) {
    List<DatabaseBackup> backups =
        List.of("XPDATA", "XPVDIR").stream()
            .map(name -> new DatabaseBackup(name, "OLD", "f", "guid", 1, "00", List.of()))
            .toList();
    return switch (order.task()) {
      case RUN_PREFLIGHT ->
          new Report.PreflightCompleted(
              order,
              new PreflightReport(
                  "estate",
                  RouteKind.RELOCATION,
                  Plan.C,
                  Downtime.IN_PLACE,
                  Occasion.START,
                  List.of()));
      case BACK_UP_DATABASES -> new Report.BackupCompleted(order, backups);
      case TAKE_SNAPSHOT -> new Report.SnapshotTaken(order, backups, List.of());
      default -> throw new AssertionError(order);
    };
  }

  private void instruct(Instruction instruction) {
    assertThat(desk.instruct(ACME, instruction, ANNA)).isInstanceOf(Accepted.class);
  }

  private Underway state() {
    return (Underway)
        Evolution.of(new History().of(ACME).stream().map(RecordedEvent::event).toList());
  }

  private void append(String text) throws IOException {
    append(text, StandardCharsets.UTF_8);
  }

  private void append(String text, Charset charset) throws IOException {
    Files.write(log, text.getBytes(charset), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void lookUntilAtRest() {
    watch.look();
    watch.look();
    watch.look();
  }

  private Diagnosis diagnosis() {
    return ((Condition.Halted) state().condition()).diagnosis();
  }

  private List<MigrationEvent> attached() {
    return new History()
        .of(ACME).stream()
            .map(RecordedEvent::event)
            .filter(MigrationEvent.EvidenceAttached.class::isInstance)
            .toList();
  }

  @Test
  void what_stood_in_the_log_before_the_step_was_offered_is_not_about_it() {
    lookUntilAtRest();
    assertThat(state().condition()).isEqualTo(new Condition.Offered(1));
  }

  @Test
  void a_failure_halts_the_step_with_root_cause_companions_and_the_log_as_evidence()
      throws IOException {
    append(BEGINS);
    watch.look();
    append(FAILS);
    lookUntilAtRest();
    assertThat(diagnosis().rules()).containsExactly("B3", "B7");
    assertThat(diagnosis().exactText())
        .startsWith(
            "backup.log, lines 9-11:\n24.01.2021 01:00:02 ERR SQLHelper.SaveDatabase Cannot")
        .contains("Accompanies it, backup.log, line 5:\n", "'Atlas' nicht verfügbar");
    assertThat(attached()).hasSize(1);
    assertThat(((MigrationEvent.EvidenceAttached) attached().getFirst()).file().bytes())
        .isEqualTo((BEGINS + FAILS).getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void half_an_entry_is_waited_for() throws IOException {
    append(
        BEGINS
            + "24.01.2021 01:00:02 ERR SQLHelper.SaveDatabase Error while saving Database XPDATA\n");
    watch.look();
    assertThat(state().condition()).isEqualTo(new Condition.Offered(1));
    append(FAILS.substring(FAILS.indexOf('\n') + 1, FAILS.length() - 60));
    watch.look();
    append(FAILS.substring(FAILS.length() - 60));
    lookUntilAtRest();
    assertThat(diagnosis().rules()).containsExactly("B3", "B7");
  }

  @Test
  void a_success_ends_the_persons_part_once_every_database_is_told() throws IOException {
    append(BEGINS + SUCCEEDS);
    lookUntilAtRest();
    assertThat(state().current().at()).isNotEqualTo(BACKUP);
    assertThat(state().current().step()).isNotEqualTo(Step.BACKUP);
    assertThat(attached()).hasSize(1);
  }

  @Test
  void after_a_retry_the_old_failure_is_not_told_again_and_a_new_success_is() throws IOException {
    append(BEGINS + FAILS);
    lookUntilAtRest();
    instruct(new Instruction.RetryStep(BACKUP));
    lookUntilAtRest();
    assertThat(state().condition()).isEqualTo(new Condition.Offered(2));
    append(BEGINS + SUCCEEDS);
    lookUntilAtRest();
    assertThat(state().current().step()).isNotEqualTo(Step.BACKUP);
  }

  @Test
  void a_watch_that_was_killed_finds_what_it_would_have_found() throws IOException {
    append(BEGINS);
    watch.look();
    append(FAILS);
    watch = watch();
    lookUntilAtRest();
    assertThat(diagnosis().rules()).contains("B7");
    watch = watch();
    lookUntilAtRest();
    assertThat(attached()).hasSize(1);
  }

  @Test
  void the_log_may_be_rotated_in_the_middle_of_an_entry_and_several_times() throws IOException {
    int cut = FAILS.indexOf("'\\\\sqlserver");
    append(BEGINS);
    watch.look();
    append(FAILS.substring(0, cut));
    rotate("backup.log.2", 1);
    append(FAILS.substring(cut, cut + 20));
    rotate("backup.log.1", 2);
    append(FAILS.substring(cut + 20) + "24.01.2021 01:00:03 INF weiter\n");
    lookUntilAtRest();
    assertThat(diagnosis().rules()).containsExactly("B3", "B7");
    assertThat(diagnosis().exactText()).startsWith("backup.log.2, line 9 to backup.log, line 2:");
  }

  private void rotate(String name, int second) throws IOException {
    Path rotated = Files.move(log, folder.resolve(name));
    Files.setLastModifiedTime(
        rotated, java.nio.file.attribute.FileTime.fromMillis(1_600_000_000_000L + 1000L * second));
  }

  @Test
  void a_log_that_was_cut_to_nothing_is_read_from_its_new_begin() throws IOException {
    watch.look();
    Files.write(log, new byte[0]);
    append(BEGINS + FAILS);
    lookUntilAtRest();
    assertThat(diagnosis().exactText()).startsWith("backup.log, lines 5-7:");
  }

  @Test
  void a_log_that_is_not_there_yet_is_waited_for() throws IOException {
    instruct(new Instruction.PauseMigration("night"));
    Files.delete(log);
    deleteMarks();
    watch = watch();
    instruct(new Instruction.ContinueMigration());
    lookUntilAtRest();
    append(BEGINS + FAILS, StandardCharsets.UTF_16LE);
    lookUntilAtRest();
    assertThat(diagnosis().rules()).contains("B7");
  }

  @Test
  void a_log_that_cannot_be_read_is_warned_of_once_and_looked_at_again() throws IOException {
    Files.delete(log);
    Files.createDirectory(log);
    lookUntilAtRest();
    assertThat(warnings).singleElement().asString().contains("backup.log", "(B6)");
    Files.delete(log);
    append(BEGINS + FAILS);
    lookUntilAtRest();
    assertThat(diagnosis().rules()).contains("B7");
  }

  private void deleteMarks() throws IOException {
    try (var marks = Files.list(folder.resolve("marks"))) {
      for (Path mark : marks.toList()) {
        Files.delete(mark);
      }
    }
  }

  @Test
  void a_rotated_file_is_told_by_its_name() {
    assertThat(
            List.of(
                "backup.log.1",
                "backup.1.log",
                "backup_2021-01-23.log",
                "backup.old",
                "backup.log.bak",
                "backup (2).log"))
        .allMatch(name -> LogFiles.isRotated(name, "backup.log"));
    assertThat(List.of("backup.log", "backup-server.log", "other.log", "backup.log.gz", "back.log"))
        .noneMatch(name -> LogFiles.isRotated(name, "backup.log"));
  }

  private static final class NobodyElse implements EstateClaims {
    @Override
    public Optional<MigrationId> claim(String estate, MigrationId move) {
      return Optional.empty();
    }

    @Override
    public void release(MigrationId move) {}
  }

  private final class History implements EventHistory {
    @Override
    public List<MigrationId> migrations() {
      return List.of(ACME);
    }

    @Override
    public List<RecordedEvent> of(MigrationId id) {
      return storage
          .readEvents(id.value(), 0)
          .asStream()
          .map(
              stored ->
                  new RecordedEvent(
                      stored.getSequenceNumber(),
                      stored.getTimestamp(),
                      "",
                      "",
                      "",
                      (MigrationEvent) stored.getPayload()))
          .toList();
    }
  }
}
