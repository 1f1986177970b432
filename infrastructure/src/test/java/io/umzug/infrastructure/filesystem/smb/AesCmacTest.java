package io.umzug.infrastructure.filesystem.smb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 4493, in one piece and in many. */
class AesCmacTest {

  private static final byte[] KEY = HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c");
  private static final byte[] MESSAGE =
      HexFormat.of()
          .parseHex(
              "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                  + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

  @ParameterizedTest
  @CsvSource({
    "0, bb1d6929e95937287fa37d129b756746",
    "16, 070a16b46b4d4144f79bdd9dd04a287c",
    "40, dfa66747de9ae63030ca32611497c827",
    "64, 51f0bebf7e3b9d92fc49741779363cfe"
  })
  void the_code_is_that_of_the_standard(int length, String code) throws Exception {
    byte[] message = Arrays.copyOf(MESSAGE, length);
    AesCmac cmac = new AesCmac();
    cmac.init(KEY);
    cmac.update(message);
    assertThat(HexFormat.of().formatHex(cmac.doFinal())).isEqualTo(code);
    for (byte each : message) {
      cmac.update(each);
    }
    assertThat(HexFormat.of().formatHex(cmac.doFinal())).isEqualTo(code);
    cmac.update(message, 0, length / 3);
    cmac.update(message, length / 3, length - length / 3);
    assertThat(HexFormat.of().formatHex(cmac.doFinal())).isEqualTo(code);
  }
}
