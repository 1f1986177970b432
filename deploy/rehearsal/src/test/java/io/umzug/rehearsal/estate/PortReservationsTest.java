package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortReservationsTest {

  @TempDir Path folder;

  @Test
  void a_port_belongs_to_one_estate_as_long_as_its_folder_is_there() throws IOException {
    PortReservations reservations = new PortReservations(folder.resolve("ports"));
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(reservations.take(20_001, one)).isTrue();
    assertThat(reservations.take(20_001, other)).isFalse();
    assertThat(reservations.take(20_002, other)).isTrue();
    assertThat(reservations.take(20_001, one)).isTrue();
    Files.delete(one);
    assertThat(reservations.take(20_001, other)).isTrue();
  }

  @Test
  void where_no_reservation_can_be_kept_a_port_may_be_taken() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(new PortReservations(file.resolve("ports")).take(20_001, folder)).isTrue();
  }
}
