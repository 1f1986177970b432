package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactSqlTest {

  @Test
  void names_are_delimited_and_closing_brackets_doubled() {
    assertThat(TransactSql.name("XPDATA")).isEqualTo("[XPDATA]");
    assertThat(TransactSql.name("it's ]odd[")).isEqualTo("[it's ]]odd[]");
    assertThat(TransactSql.name("x] DROP DATABASE [y")).isEqualTo("[x]] DROP DATABASE [y]");
    assertThat(TransactSql.name("DOM\\svc")).isEqualTo("[DOM\\svc]");
  }

  @Test
  void texts_are_unicode_and_quotes_doubled() {
    assertThat(TransactSql.text("\\\\SRV\\Müller's\\x.bak"))
        .isEqualTo("N'\\\\SRV\\Müller''s\\x.bak'");
    assertThat(TransactSql.text("'; DROP DATABASE x; --")).isEqualTo("N'''; DROP DATABASE x; --'");
    assertThat(TransactSql.text("")).isEqualTo("N''");
  }
}
