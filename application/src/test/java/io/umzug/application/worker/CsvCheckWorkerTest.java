package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.OneEstate;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.migration.MigrationEvent.CsvCheckRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R7, with the file of a real file system. */
class CsvCheckWorkerTest {

  private static final String HEAD = "ID;firstname;name;account\n";
  private static final CsvCheckRequested REQUEST =
      new CsvCheckRequested(Surroundings.order(Step.CHECK_CSV, Task.CHECK_CSV));

  @TempDir Path folder;

  private record WithCsv(@Nullable String usersCsv) implements Estates {
    @Override
    public List<Estate> all() {
      return List.of(named("estate"));
    }

    @Override
    public Estate named(String name) {
      Estate one = new OneEstate().named(name);
      return new Estate(
          one.name(),
          one.title(),
          one.rehearsal(),
          one.route(),
          one.from(),
          one.to(),
          one.backupFolder(),
          one.sqlServers(),
          one.databases(),
          one.xphone(),
          one.elsewhere(),
          usersCsv,
          "OLDV4",
          one.backup());
    }
  }

  private Report check(@Nullable Path file) {
    CsvFiles files =
        (estate, path) -> {
          assertThat(path.machine()).isEqualTo(estate.xphone().host());
          return new CsvFiles.Content(Files.readString(Path.of(path.path())), "hash");
        };
    return new CsvCheckWorker(new WithCsv(file == null ? null : file.toString()), files)
        .perform(REQUEST, new Alone());
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("users.csv"), text);
  }

  private static Diagnosis failure(Report report) {
    return ((Report.CsvCheckFailed) report).diagnosis();
  }

  @Test
  void a_file_in_order_is_told_with_its_users() throws IOException {
    Path file = written(HEAD + "# Zentrale\n1;Jörg;Müller;jmueller\n2;B;C;bc\n");
    assertThat(check(file))
        .isEqualTo(
            new Report.CsvChecked(REQUEST.order(), new CsvFacts(file.toString(), "hash", 2)));
  }

  @Test
  void every_faulty_line_is_told_by_its_number() throws IOException {
    Path file = written(HEAD + "1;A;B;\n2;A;B;ab\n;A;B;cd\n");
    Diagnosis diagnosis = failure(check(file));
    assertThat(diagnosis.rules()).containsExactly("R7");
    assertThat(diagnosis.exactText().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("line 2, account:"))
        .anyMatch(line -> line.startsWith("line 4, ID:"));
  }

  @Test
  void of_many_faults_the_first_fifty_are_told_and_the_number_of_all() throws IOException {
    String users =
        IntStream.rangeClosed(1, 70)
            .mapToObj(n -> n + ";A;B;")
            .collect(Collectors.joining("\n", "", "\n"));
    Diagnosis diagnosis = failure(check(written(HEAD + users)));
    assertThat(diagnosis.cause()).contains("70 findings").endsWith("The first 50 are told.");
    assertThat(diagnosis.exactText().lines()).hasSize(50);
  }

  @Test
  void a_missing_file_and_a_missing_setting_are_told_apart() {
    assertThat(failure(check(folder.resolve("none.csv"))).exactText()).contains("none.csv");
    assertThat(failure(check(null)).remedy()).contains("users-csv");
  }
}
