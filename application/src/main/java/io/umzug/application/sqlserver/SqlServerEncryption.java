package io.umzug.application.sqlserver;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the connection is protected.
 *
 * @param trustStore a PKCS #12 or JKS file with the certificates to trust; null for those of Java
 * @param trustStorePassword null where the file needs none
 * @param hostNameInCertificate the name that the certificate is to bear, where it is not the host's
 * @param trustWithoutCheck takes any certificate: whoever stands in between reads along
 */
public record SqlServerEncryption(
    Mode mode,
    @Nullable Path trustStore,
    @Nullable Supplier<String> trustStorePassword,
    @Nullable String hostNameInCertificate,
    boolean trustWithoutCheck) {

  /** TLS for everything, with the certificate checked against those that Java trusts. */
  public static final SqlServerEncryption CHECKED =
      new SqlServerEncryption(Mode.MANDATORY, null, null, null, false);

  /** How much is encrypted. */
  public enum Mode {
    /** TLS for everything. */
    MANDATORY("true"),
    /** TLS before the first byte: TDS 8, from SQL Server 2022 on. */
    STRICT("strict"),
    /** TLS for the login only, unless the server insists; the certificate is not checked. */
    OPTIONAL("optional");

    private final String label;

    Mode(String label) {
      this.label = label;
    }

    /** As it is written in a configuration. */
    public String label() {
      return label;
    }

    /**
     * Reads {@code true} (or {@code mandatory}), {@code strict}, {@code optional} (or {@code
     * false}).
     *
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    public static Mode parse(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "mandatory" -> MANDATORY;
        case "strict" -> STRICT;
        case "optional", "false" -> OPTIONAL;
        default ->
            throw new IllegalArgumentException(
                "'%s' is no kind of encryption. Write true, strict or optional.".formatted(text));
      };
    }
  }

  public SqlServerEncryption {
    if (trustWithoutCheck && mode == Mode.STRICT) {
      throw new IllegalArgumentException(
          "Strict encryption always checks the certificate: it cannot be trusted without check. Give a trust store that holds it, or encrypt=true.");
    }
  }

  /** The same, for any certificate. */
  public SqlServerEncryption trustingAnyCertificate() {
    return new SqlServerEncryption(
        mode, trustStore, trustStorePassword, hostNameInCertificate, true);
  }

  @Override
  public String toString() {
    return "encrypt=" + mode.label() + (trustWithoutCheck ? ", certificate not checked" : "");
  }
}
