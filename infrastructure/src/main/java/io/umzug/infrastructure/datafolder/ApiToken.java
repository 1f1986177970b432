package io.umzug.infrastructure.datafolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The secret with which the data folder's owner proves to the service to be that owner. */
public final class ApiToken {

  /** The file's name in the data folder. */
  public static final String FILE = "api-token";

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  private final String value;

  private ApiToken(String value) {
    this.value = value;
  }

  /**
   * The folder's token, or a new one where there is none, where it is damaged, or where others
   * could have read it. For the service.
   */
  public static ApiToken keptIn(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.isRegularFile(file) && OwnerOnlyFile.isOwnerOnly(file)) {
      String kept = Files.readString(file).strip();
      if (FORM.matcher(kept).matches()) {
        return new ApiToken(kept);
      }
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String fresh = HexFormat.of().formatHex(secret);
    OwnerOnlyFile.write(file, fresh + "\n");
    return new ApiToken(fresh);
  }

  /**
   * The token that the service has written. For its clients.
   *
   * @throws java.nio.file.NoSuchFileException where no service ever ran with this folder
   * @throws java.nio.file.AccessDeniedException where the folder belongs to somebody else
   */
  public static ApiToken read(Path folder) throws IOException {
    return new ApiToken(Files.readString(folder.resolve(FILE)).strip());
  }

  /** Takes the same time wherever the two differ. */
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of the header {@code Authorization}. */
  public String authorization() {
    return "Bearer " + value;
  }

  /** Hides the secret: a token that reaches a log is no secret any more. */
  @Override
  public String toString() {
    return "ApiToken[hidden]";
  }
}
