package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArmedFaultTest {

  @Test
  void a_fault_waits_for_what_there_is() {
    assertThat(ArmedFault.parse("share-denied@verify").operation()).isEqualTo("verify");
    assertThatThrownBy(() -> ArmedFault.parse("share-denied@nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("backup, restore");
  }
}
