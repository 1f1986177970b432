package io.umzug.infrastructure.axon;

import io.umzug.application.migration.EstateClaims;
import io.umzug.domain.migration.MigrationId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code estate_claim}, in the transaction of the command that opens or ends a move. */
public final class StoredEstateClaims implements EstateClaims {

  private final JdbcClient database;

  public StoredEstateClaims(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Optional<MigrationId> claim(String estate, MigrationId move) {
    // Waits for whoever claims the same estate at this moment.
    database
        .sql(
            "insert into estate_claim (estate, migration) values (?, ?)"
                + " on conflict (estate) do nothing")
        .params(estate, move.value())
        .update();
    return database
        .sql("select migration from estate_claim where estate = ? and migration <> ?")
        .params(estate, move.value())
        .query(String.class)
        .optional()
        .map(MigrationId::new);
  }

  @Override
  public void release(MigrationId move) {
    database.sql("delete from estate_claim where migration = ?").param(move.value()).update();
  }
}
