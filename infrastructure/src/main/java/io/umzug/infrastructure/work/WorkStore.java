package io.umzug.infrastructure.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.application.work.ProgressBoard;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.infrastructure.stored.StableNames;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code work} and {@code work_progress}. */
final class WorkStore implements ProgressBoard {

  private static final int LONGEST_SUBJECT = 300;

  private final JdbcClient database;
  private final ObjectMapper json;

  WorkStore(JdbcClient database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  void keep(WorkRequested request) {
    try {
      database
          .sql(
              "insert into work (work_id, request_type, request) values (?, ?, ?::jsonb)"
                  + " on conflict (work_id) do nothing")
          .params(
              request.workId(),
              StableNames.of(request.getClass()).orElseThrow(),
              json.writeValueAsString(request))
          .update();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A work request cannot be written as JSON", e);
    }
  }

  WorkRequested request(String workId) {
    return database
        .sql("select request_type, request from work where work_id = ?")
        .param(workId)
        .query(
            (row, _) -> {
              try {
                return (WorkRequested)
                    json.readValue(
                        row.getString("request"),
                        StableNames.classOf(row.getString("request_type")).orElseThrow());
              } catch (JsonProcessingException e) {
                throw new IllegalStateException("The work " + workId + " is not readable", e);
              }
            })
        .single();
  }

  /** Takes the work; from now on every earlier pick-up is fenced off. */
  int pickUp(String workId) {
    return database
        .sql("update work set pickup = pickup + 1 where work_id = ? returning pickup")
        .param(workId)
        .query(Integer.class)
        .single();
  }

  /** Whether the pick-up is still the latest. */
  boolean progress(String workId, int pickup, Progress progress) {
    String subject = progress.subject();
    return database
            .sql(
                "insert into work_progress"
                    + " (work_id, subject, percent, bytes_per_second, seconds_left)"
                    + " select work_id, ?, ?, ?, ? from work where work_id = ? and pickup = ?"
                    + " on conflict (work_id, subject) do update set percent = excluded.percent,"
                    + " bytes_per_second = excluded.bytes_per_second,"
                    + " seconds_left = excluded.seconds_left")
            .param(1, subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)))
            .param(2, progress.percent())
            .param(3, progress.bytesPerSecond(), Types.BIGINT)
            .param(4, progress.secondsLeft(), Types.BIGINT)
            .param(5, workId)
            .param(6, pickup)
            .update()
        == 1;
  }

  /** Whether the pick-up is still the latest. */
  boolean remember(String workId, int pickup, String note) {
    return database
            .sql("update work set note = ? where work_id = ? and pickup = ?")
            .params(note, workId, pickup)
            .update()
        == 1;
  }

  boolean isLatest(String workId, int pickup) {
    return database
            .sql("select count(*) from work where work_id = ? and pickup = ?")
            .params(workId, pickup)
            .query(Integer.class)
            .single()
        == 1;
  }

  Optional<String> recall(String workId) {
    return database
        .sql("select note from work where work_id = ? and note is not null")
        .param(workId)
        .query(String.class)
        .optional();
  }

  @Override
  public List<Progress> of(String workId) {
    return database
        .sql(
            "select subject, percent, bytes_per_second, seconds_left from work_progress"
                + " where work_id = ? order by ordinal")
        .param(workId)
        .query(
            (row, _) ->
                new Progress(
                    row.getString("subject"),
                    row.getInt("percent"),
                    row.getObject("bytes_per_second", Long.class),
                    row.getObject("seconds_left", Long.class)))
        .list();
  }
}
