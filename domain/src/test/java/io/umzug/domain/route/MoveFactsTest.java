package io.umzug.domain.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.domain.route.Compilation.Unclear;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveFactsTest {

  @Test
  void facts_have_names_of_their_own_and_a_question() {
    assertThat(Fact.ALL.stream().map(Fact::name)).doesNotHaveDuplicates().contains("users");
    for (Fact<?> fact : Fact.ALL) {
      assertThat(fact.question()).endsWith("?");
      assertThat(fact.kind().values()).isNotBlank();
      assertThat(Fact.named(fact.name())).containsSame(fact);
    }
    assertThat(Fact.named("Users")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "users, 501, 501",
    "users, 1000000, 1000000",
    "users, 1000001,",
    "users, 0,",
    "users, 010,",
    "users, -1,",
    "users, 1.5,",
    "teamDesk, YES, yes",
    "teamDesk, false, no",
    "teamDesk, maybe,",
    "from, v5, V5",
    "from, V10,",
    "sourceSqlVersion, 2008 r2, 2008 R2",
    "hoursPerHop, 2.5, 2.5",
    "hoursPerHop, 0,",
    "hoursPerHop, 1000.1,",
    "hoursPerHop, 1.2345,",
    "backupBy, backup-manager, backup-manager",
    "databaseSizes, 4,",
  })
  void a_value_is_read_or_it_is_none(String name, String text, String written) {
    assertThat(reread(Fact.named(name).orElseThrow(), text)).isEqualTo(written);
  }

  private static <T> String reread(Fact<T> fact, String text) {
    return fact.kind().read(text).map(fact.kind()::write).orElse(null);
  }

  @Test
  void facts_are_replaced_forgotten_and_checked() {
    MoveFacts facts = MoveFacts.nothing().with(Fact.USERS, 5).with(Fact.USERS, 7);
    assertThat(facts.get(Fact.USERS)).contains(7);
    assertThat(facts.all()).hasSize(1);
    assertThat(facts).isEqualTo(MoveFacts.nothing().with(Fact.USERS, 7)).hasToString("[users = 7]");
    assertThat(facts.hashCode()).isEqualTo(MoveFacts.nothing().with(Fact.USERS, 7).hashCode());
    assertThat(facts.without(Fact.USERS)).isEqualTo(MoveFacts.nothing());
    assertThatThrownBy(() -> facts.with(Fact.USERS, 0))
        .hasMessage("users cannot be 0; it is a whole number from 1 to 1000000");
    assertThatThrownBy(() -> DatabaseSizes.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Moves.gigabytes("-1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Unclear(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_larger_or_smaller_largest_database_stays_the_largest() {
    DatabaseSizes sizes =
        DatabaseSizes.of(Map.of("XPDATA", new BigDecimal("30"), "XPSTATS", new BigDecimal("20")));
    assertThat(sizes.withMost(BigDecimal.TEN).most()).isEqualTo(BigDecimal.TEN);
    assertThat(sizes.withMost(BigDecimal.TEN)).hasToString("XPDATA 10 GB, XPSTATS 10 GB");
    assertThat(sizes.withMost(new BigDecimal("31"))).hasToString("XPDATA 31 GB, XPSTATS 20 GB");
  }
}
