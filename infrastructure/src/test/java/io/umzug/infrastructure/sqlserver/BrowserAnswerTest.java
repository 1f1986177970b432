package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BrowserAnswerTest {

  private static final String ONE =
      "ServerName;SQLNEW;InstanceName;SQL2019;IsClustered;No;Version;15.0.2000.5;tcp;50123;np;\\\\SQLNEW\\pipe\\x;;";

  private static byte[] response(String text) {
    byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[body.length + 3];
    all[0] = 5;
    all[1] = (byte) body.length;
    all[2] = (byte) (body.length >> 8);
    System.arraycopy(body, 0, all, 3, body.length);
    return all;
  }

  private static List<BrowserAnswer> parse(byte[] datagram) {
    return BrowserAnswer.parse(datagram, datagram.length);
  }

  @Test
  void an_instance_is_told_with_its_port() {
    assertThat(parse(response(ONE))).containsExactly(new BrowserAnswer("SQL2019", 50123));
  }

  @Test
  void several_are_told_one_after_the_other() {
    assertThat(
            parse(
                response(
                    ONE
                        + "ServerName;SQLNEW;InstanceName;MSSQLSERVER;IsClustered;No;Version;9.00.1399.06;tcp;1433;;"
                        + "ServerName;SQLNEW;InstanceName;QUIET;IsClustered;No;Version;15.0.2000.5;;")))
        .containsExactly(
            new BrowserAnswer("SQL2019", 50123),
            new BrowserAnswer("MSSQLSERVER", 1433),
            new BrowserAnswer("QUIET", null));
  }

  @Test
  void an_impossible_port_is_none() {
    assertThat(parse(response("InstanceName;X;tcp;0;;")))
        .containsExactly(new BrowserAnswer("X", null));
    assertThat(parse(response("InstanceName;X;tcp;65536;;")))
        .containsExactly(new BrowserAnswer("X", null));
    assertThat(parse(response("InstanceName;X;tcp;1a;;")))
        .containsExactly(new BrowserAnswer("X", null));
  }

  @Test
  void what_is_no_answer_tells_nothing() {
    assertThat(parse(new byte[0])).isEmpty();
    assertThat(parse(new byte[] {5, 1})).isEmpty();
    assertThat(parse(new byte[] {4, 1, 0, 'x'})).isEmpty();
    assertThat(parse(response(""))).isEmpty();
    assertThat(parse(response(";;;;"))).isEmpty();
  }

  @Test
  void a_length_beyond_the_datagram_is_cut_at_its_end() {
    byte[] lying = response(ONE);
    lying[2] = (byte) 0xFF;

    assertThat(parse(lying)).containsExactly(new BrowserAnswer("SQL2019", 50123));
  }

  @Test
  void chance_bytes_never_break_it() {
    long seed = 20260214;
    Random random = new Random(seed);
    byte[] good = response(ONE);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int change = random.nextInt(5); change > 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(parse(bytes))
          .as("seed %d, case %d", seed, i)
          .allSatisfy(
              answer -> {
                Integer port = answer.tcpPort();
                assertThat(port == null || port > 0 && port < 65_536).isTrue();
              });
    }
  }
}
