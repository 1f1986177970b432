package io.umzug.infrastructure.axon;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.modelling.saga.repository.jdbc.GenericSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** Sagas as jsonb. */
final class JsonSagaSqlSchema extends GenericSagaSqlSchema {

  JsonSagaSqlSchema() {
    super(
        SagaSchema.builder()
            .sagaEntryTable("saga_entry")
            .sagaIdColumn("saga_id")
            .sagaTypeColumn("saga_type")
            .revisionColumn("revision")
            .serializedSagaColumn("serialized_saga")
            .associationValueEntryTable("association_value_entry")
            .associationKeyColumn("association_key")
            .associationValueColumn("association_value")
            .build());
  }

  @Override
  public PreparedStatement sql_storeSaga(
      Connection connection, String sagaId, String revision, String sagaType, byte[] saga)
      throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            "insert into saga_entry (saga_id, revision, saga_type, serialized_saga)"
                + " values (?, ?, ?, ?::jsonb)");
    statement.setString(1, sagaId);
    statement.setString(2, revision);
    statement.setString(3, sagaType);
    statement.setString(4, new String(saga, StandardCharsets.UTF_8));
    return statement;
  }

  @Override
  public PreparedStatement sql_updateSaga(
      Connection connection, String sagaId, byte[] saga, String sagaType, String revision)
      throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            "update saga_entry set serialized_saga = ?::jsonb, revision = ? where saga_id = ?");
    statement.setString(1, new String(saga, StandardCharsets.UTF_8));
    statement.setString(2, revision);
    statement.setString(3, sagaId);
    return statement;
  }

  @Override
  public SerializedObject<byte[]> readSerializedSaga(ResultSet row) throws SQLException {
    return new SimpleSerializedObject<>(
        row.getString(1).getBytes(StandardCharsets.UTF_8),
        byte[].class,
        row.getString(2),
        row.getString(3));
  }
}
