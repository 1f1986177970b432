package io.umzug.infrastructure.axon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Axon's JDBC engine over snake-case columns and jsonb payloads, without aggregate snapshots. */
public final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

  private static final EventSchema SCHEMA =
      EventSchema.builder()
          .eventTable("domain_event_entry")
          .globalIndexColumn("global_index")
          .aggregateIdentifierColumn("aggregate_identifier")
          .sequenceNumberColumn("sequence_number")
          .typeColumn("type")
          .eventIdentifierColumn("event_identifier")
          .payloadTypeColumn("payload_type")
          .payloadRevisionColumn("payload_revision")
          .payloadColumn("payload")
          .metaDataColumn("meta_data")
          .timestampColumn("time_stamp")
          .build();

  private PostgresEventStorageEngine(Builder builder) {
    super(builder);
  }

  public static PostgresEventStorageEngine create(
      Serializer serializer, ConnectionProvider connections, TransactionManager transactions) {
    JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder();
    builder
        .eventSerializer(serializer)
        .snapshotSerializer(serializer)
        .persistenceExceptionResolver(UniqueViolation::is);
    builder
        .connectionProvider(connections)
        .transactionManager(transactions)
        .dataType(String.class)
        .schema(SCHEMA)
        .appendEvents(PostgresEventStorageEngine::append);
    return new PostgresEventStorageEngine(builder);
  }

  private static PreparedStatement append(
      Connection connection,
      EventSchema schema,
      Class<?> dataType,
      List<? extends EventMessage<?>> events,
      Serializer serializer,
      TimestampWriter timestamps)
      throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            "insert into "
                + schema.domainEventTable()
                + " (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,"
                + " payload_type, payload_revision, payload, meta_data)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)");
    for (EventMessage<?> message : events) {
      DomainEventMessage<?> event = domainEvent(message);
      SerializedObject<String> payload = event.serializePayload(serializer, String.class);
      SerializedObject<String> metaData = event.serializeMetaData(serializer, String.class);
      statement.setString(1, event.getIdentifier());
      statement.setString(2, event.getAggregateIdentifier());
      statement.setLong(3, event.getSequenceNumber());
      statement.setString(4, event.getType());
      timestamps.writeTimestamp(statement, 5, event.getTimestamp());
      statement.setString(6, payload.getType().getName());
      statement.setString(7, payload.getType().getRevision());
      statement.setString(8, payload.getData());
      statement.setString(9, metaData.getData());
      statement.addBatch();
    }
    return statement;
  }

  private static DomainEventMessage<?> domainEvent(EventMessage<?> message) {
    return message instanceof DomainEventMessage<?> domainEvent
        ? domainEvent
        : new GenericDomainEventMessage<>(
            "", message.getIdentifier(), 0L, message, message::getTimestamp);
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    return Stream.empty();
  }

  @Override
  @SuppressWarnings("unchecked")
  protected <T> T readPayload(ResultSet resultSet, String columnName) throws SQLException {
    return (T) resultSet.getString(columnName);
  }
}
