package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.SqlServerAccess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract within a real SQL Server, from one database to another. */
@Tag("mssql")
@EnabledIfSystemProperty(
    named = RealSqlServer.URL,
    matches = ".+",
    disabledReason = RealSqlServer.NONE)
class RealDirectCopyTest extends DirectCopyContract {

  @Override
  SqlServerAccess source() {
    return RealSqlServer.access();
  }

  @Override
  SqlServerAccess target() {
    return RealSqlServer.access();
  }

  /** The stand-in has one code page for all. */
  @Test
  void a_text_goes_in_the_code_page_of_its_column() throws Exception {
    run(
        "CREATE TABLE dbo.T (latin varchar(9) COLLATE Latin1_General_CI_AS NULL,"
            + " cyrillic varchar(9) COLLATE Cyrillic_General_CI_AS NULL)",
        "INSERT INTO dbo.T VALUES (N'5 €, äöü', N'Жук')");

    assertThat(copies.copy(order(1), SILENT).isSame()).isTrue();

    assertThat(targets.rows(copy, "SELECT latin FROM dbo.T")).containsExactly("5 €, äöü");
    assertThat(targets.rows(copy, "SELECT cyrillic FROM dbo.T")).containsExactly("Жук");
  }
}
