package io.umzug.infrastructure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseCondition.ConsistencyCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTextTest {

  @Test
  void a_sound_database_has_one_word() {
    assertThat(
            ConditionText.of(
                new DatabaseCondition(
                    "sa",
                    false,
                    150,
                    150,
                    "READ_WRITE",
                    List.of(),
                    List.of(),
                    ConsistencyCheck.FULL,
                    List.of())))
        .isEqualTo("CHECKDB found no damage");
  }

  @Test
  void whatever_a_person_should_know_is_told() {
    assertThat(
            ConditionText.of(
                new DatabaseCondition(
                    "sa",
                    true,
                    120,
                    150,
                    "ERROR",
                    List.of("reader"),
                    List.of("stranger", "other"),
                    ConsistencyCheck.TOO_LARGE,
                    List.of())))
        .isEqualTo(
            "too large to be checked for damage; its owner has no login here and is now sa;"
                + " compatibility level 120 as it came, the server's own is 150;"
                + " Query Store is ERROR; users given the login of their name: reader;"
                + " users without a login here: stranger, other");
  }
}
