package io.umzug.rehearsal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions as the catalog shows them. */
class NormalFormTest {

  private static String normal(String expression) throws Exception {
    TokenCursor in = new TokenCursor(Lexer.tokens(expression));
    Expression read = new ExpressionParser(in, EMPTY).condition();
    in.end();
    return ExpressionWriter.definition(read);
  }

  private static final Catalog EMPTY = empty();

  private static Catalog empty() {
    try (java.sql.Connection h2 =
        new org.h2.Driver().connect("jdbc:h2:mem:", new java.util.Properties())) {
      try (java.sql.Statement statement = h2.createStatement()) {
        statement.execute(
            "CREATE SCHEMA \"umzug\"; CREATE TABLE \"umzug\".\"catalog\" (kind VARCHAR(20), id INT,"
                + " body CLOB)");
      }
      return Catalog.load(h2);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "0 => ((0))",
        "-1 => ((-1))",
        "'a''b' => ('a''b')",
        "N'ä' => (N'ä')",
        "getdate() => (getdate())",
        "CURRENT_TIMESTAMP => (getdate())",
        "NULL => (NULL)",
        "a > 0 => ([a]>(0))",
        "A.b + 1 * c => ([A].[b]+((1)*[c]))",
        "(a + b) * c => (([a]+[b])*[c])",
        "a IN (1, 2, 3) => ([a]=(3) OR [a]=(2) OR [a]=(1))",
        "a BETWEEN 1 AND 5 => ([a]>=(1) AND [a]<=(5))",
        "a = 1 AND (b = 2 OR c = 3) => ([a]=(1) AND ([b]=(2) OR [c]=(3)))",
        "(a = 1 AND b = 2) OR c = 3 => ([a]=(1) AND [b]=(2) OR [c]=(3))",
        "NOT (a = 1 OR b = 2) => (NOT ([a]=(1) OR [b]=(2)))",
        "a IS NOT NULL => ([a] IS NOT NULL)",
        "a LIKE '[0-9]%' => ([a] like '[0-9]%')",
        "CAST(a AS nvarchar(10)) => (CONVERT([nvarchar](10),[a]))",
        "CONVERT(varchar(10), GETDATE(), 120) => (CONVERT([varchar](10),getdate(),(120)))",
        "CASE WHEN a > 0 THEN 1 ELSE 0 END => (case when [a]>(0) then (1) else (0) end)",
        "DATEADD(year, -18, GETDATE()) => (dateadd(year,(-18),getdate()))",
        "dbo.f(a, 1) => ([dbo].[f]([a],(1)))",
        "NEXT VALUE FOR dbo.s => (NEXT VALUE FOR [dbo].[s])",
        "1e0 => ((1.0000000000000000e+000))",
        "0x0a => (0x0A)"
      })
  void an_expression_has_the_servers_form(String written, String expected) throws Exception {
    assertThat(normal(written)).isEqualTo(expected);
    assertThat(normal(expected)).isEqualTo(expected);
  }

  /** Import of what was exported changes nothing, whatever the expression. */
  @Test
  void the_normal_form_is_a_fixed_point() throws Exception {
    int cases = Integer.getInteger("umzug.normal-forms", 500);
    for (int seed = 0; seed < cases; seed++) {
      String expression = condition(new Random(seed), 4);
      String once = normal(expression);
      assertThat(normal(once)).as("seed %d: %s", seed, expression).isEqualTo(once);
    }
  }

  private static String condition(Random random, int depth) {
    if (depth == 0) {
      return value(random, 1) + pick(random, "=", "<>", "<", ">=") + value(random, 1);
    }
    return switch (random.nextInt(7)) {
      case 0 -> condition(random, depth - 1) + " AND " + condition(random, depth - 1);
      case 1 -> condition(random, depth - 1) + " OR " + condition(random, depth - 1);
      case 2 -> "NOT (" + condition(random, depth - 1) + ")";
      case 3 -> value(random, 2) + pick(random, " IS NULL", " IS NOT NULL", " NOT LIKE N'a%'");
      case 4 -> value(random, 1) + " IN (" + list(random) + ")";
      case 5 -> value(random, 2) + " BETWEEN " + value(random, 1) + " AND " + value(random, 1);
      default -> "(" + condition(random, depth - 1) + ")";
    };
  }

  private static String value(Random random, int depth) {
    if (depth == 0) {
      return pick(random, "a", "[b c]", "1", "-2", "1.50", "1E5", "N'x'", "'it''s'", "$3", "0xAB");
    }
    return switch (random.nextInt(6)) {
      case 0 -> value(random, depth - 1) + pick(random, "+", "-", "*", "/", "%") + value(random, 0);
      case 1 -> "(" + value(random, depth - 1) + ")";
      case 2 -> pick(random, "LEN", "isnull", "dbo.f") + "(" + list(random) + ")";
      case 3 -> "CAST(" + value(random, depth - 1) + " AS decimal(10, 2))";
      case 4 ->
          "CASE WHEN " + condition(random, 0) + " THEN " + value(random, 0) + " ELSE NULL END";
      default -> "-" + pick(random, "a", "(a + b)", "len(a)");
    };
  }

  private static String list(Random random) {
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.add(value(random, 0));
    }
    return String.join(", ", values);
  }

  private static String pick(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }
}
