package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.TableCount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What workers write down for their successors, and read back. */
class NotesTest {

  private static RowCounts counts(Table... tables) {
    return RowCounts.of(List.of(tables));
  }

  @Test
  void a_backup_remembers_the_rows_of_every_database_it_began() {
    BackupNotes notes =
        BackupNotes.fresh("c0ffee")
            .with(
                "XPDATA",
                counts(new Table("dbo", "Journal", 17), new Table("dbo", "it's ]odd[", 0)))
            .with("EMPTY", counts())
            .with("XPSTATS", counts(new Table("dbo", "Calls", 4)));
    BackupNotes recalled = BackupNotes.recalled(notes.note());
    assertThat(recalled).isEqualTo(notes);
    assertThat(recalled.nonce()).isEqualTo("c0ffee");
    assertThat(recalled.of("XPDATA").orElseThrow().rows())
        .isEqualTo(Map.of("dbo.Journal", 17L, "[dbo].[it's ]]odd[]", 0L));
    assertThat(recalled.of("EMPTY").orElseThrow().rows()).isEmpty();
    assertThat(recalled.of("OTHER")).isEmpty();
    assertThat(BackupNotes.recalled(BackupNotes.fresh("c0ffee").note()).of("XPDATA")).isEmpty();
  }

  @Test
  void rows_before_and_after_meet_by_table_and_a_table_that_came_meanwhile_had_none() {
    assertThat(
            counts(new Table("dbo", "A", 1), new Table("dbo", "Gone", 3))
                .until(counts(new Table("dbo", "A", 2), new Table("dbo", "New", 5))))
        .containsExactly(
            new TableCount("dbo.A", 1, 2),
            new TableCount("dbo.Gone", 3, 0),
            new TableCount("dbo.New", 0, 5));
  }

  @Test
  void a_run_of_scripts_remembers_which_script_runs_in_which_database() {
    DatabaseScript script =
        new DatabaseScript("XPDATA", "OLD", "XPDATA.sql", 1, "c0ffee", List.of(), true);
    ScriptNotes recalled = ScriptNotes.recalled(ScriptNotes.nothing().with(script).note());
    assertThat(recalled.runsIn(script)).isTrue();
    assertThat(
            recalled.runsIn(
                new DatabaseScript("XPDATA", "OLD", "XPDATA.sql", 1, "facade", List.of(), true)))
        .isFalse();
    assertThat(ScriptNotes.recalled(ScriptNotes.nothing().note()).runsIn(script)).isFalse();
  }

  @Test
  void a_table_that_the_restore_did_not_bring_has_no_rows() {
    TableCount expected = new TableCount("dbo.A", 1, 1);
    assertThat(counts().against(List.of(expected)).getFirst().matches()).isFalse();
    assertThat(counts(new Table("dbo", "A", 1)).against(List.of(expected)).getFirst().matches())
        .isTrue();
  }

  @Test
  void a_restore_remembers_the_latest_restore_before_each_database_that_it_began() {
    RestoreNotes notes = RestoreNotes.nothing().with("it's ]odd[", 0, "").with("XPSTATS", 17, "5C");
    RestoreNotes recalled = RestoreNotes.recalled(notes.note());
    assertThat(recalled).isEqualTo(notes);
    assertThat(recalled.of("it's ]odd[")).hasValue(0);
    assertThat(recalled.of("XPSTATS")).hasValue(17);
    assertThat(recalled.of("XPDATA")).isEmpty();
    assertThat(recalled.isOf("XPSTATS", 17, "5c")).isTrue();
    assertThat(recalled.isOf("XPSTATS", 18, "5C")).as("restored since").isFalse();
    assertThat(recalled.isOf("XPSTATS", 17, "5D")).as("of another backup").isFalse();
    RestoreNotes ofAnEarlierRelease = RestoreNotes.recalled("XPDATA\t3");
    assertThat(ofAnEarlierRelease.of("XPDATA")).hasValue(3);
    assertThat(ofAnEarlierRelease.isOf("XPDATA", 3, "5C")).isFalse();
    assertThat(RestoreNotes.recalled(RestoreNotes.nothing().note()))
        .isEqualTo(RestoreNotes.nothing());
  }

  @Test
  void a_start_remembers_the_tables_before_it_and_how_often_it_healed() {
    StartNotes notes =
        StartNotes.beforeAnyStart().withTables(Set.of("XPDATA/dbo.Users", "XPVDIR/dbo.X")).healed();
    assertThat(StartNotes.recalled(notes.note())).isEqualTo(notes);
    StartNotes nothingThere = StartNotes.beforeAnyStart().withTables(Set.of());
    assertThat(StartNotes.recalled(nothingThere.note())).isEqualTo(nothingThere);
    assertThat(StartNotes.beforeAnyStart().knowsTables()).isFalse();
  }

  @Test
  void a_retry_may_heal_anew_but_keeps_what_was_there_before_the_first_attempt() {
    StartNotes notes =
        StartNotes.beforeAnyStart().withTables(Set.of("XPDATA/dbo.Users")).healed().healed();
    assertThat(StartNotes.recalledByRetry(notes.note()))
        .isEqualTo(new StartNotes(0, true, Set.of("XPDATA/dbo.Users")));
  }
}
