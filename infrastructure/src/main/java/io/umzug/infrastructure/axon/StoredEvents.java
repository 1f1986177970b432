package io.umzug.infrastructure.axon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationAggregate;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.infrastructure.stored.StableNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the event store past Axon: for questions, never for decisions. */
public final class StoredEvents implements EventHistory {

  private final JdbcClient database;
  private final ObjectMapper json;

  public StoredEvents(JdbcClient database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public List<MigrationId> migrations() {
    return database
        .sql(
            "select aggregate_identifier from domain_event_entry"
                + " where sequence_number = 0 and type = ? order by global_index")
        .param(MigrationAggregate.TYPE)
        .query(String.class)
        .list()
        .stream()
        .map(MigrationId::new)
        .toList();
  }

  @Override
  public List<RecordedEvent> of(MigrationId id) {
    return database
        .sql(
            "select sequence_number, time_stamp, payload_type, payload, meta_data"
                + " from domain_event_entry where aggregate_identifier = ?"
                + " order by sequence_number")
        .param(id.value())
        .query((row, _) -> recorded(row))
        .list();
  }

  private RecordedEvent recorded(ResultSet row) throws SQLException {
    String type = row.getString("payload_type");
    try {
      Map<?, ?> metaData = json.readValue(row.getString("meta_data"), Map.class);
      Class<?> payload =
          StableNames.classOf(type)
              .orElseThrow(
                  () -> new SQLException("Nothing is known under the stored name " + type));
      return new RecordedEvent(
          row.getLong("sequence_number"),
          Instant.parse(row.getString("time_stamp")),
          type,
          String.valueOf(metaData.get(MigrationDesk.PERSON)),
          String.valueOf(metaData.get(MigrationDesk.ORIGIN)),
          (MigrationEvent) json.readValue(row.getString("payload"), payload));
    } catch (JsonProcessingException e) {
      throw new SQLException("A stored event of type " + type + " is not readable", e);
    }
  }
}
