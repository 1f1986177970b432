package io.umzug.infrastructure.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Secrets by the names of their credentials: out of a variable, a file of a folder, or the store;
 * the first that has it counts. Looked up at every use and kept nowhere, so that a changed secret
 * needs no restart.
 */
public final class Secrets {

  /** Below the data folder. */
  public static final String FOLDER = "secrets";

  /** Names another folder; the setting {@code umzug.secrets.folder} does, too. */
  public static final String FOLDER_VARIABLE = "UMZUG_SECRETS_FOLDER";

  /** A place where secrets are kept. */
  interface Source {

    /** Where this one looks for it, for people. */
    String place(String name);

    /**
     * @throws IOException where it cannot tell; its message begins with the place
     */
    Optional<String> look(String name) throws IOException;
  }

  /** No secret of this name is to be had; the message says where it was looked for. */
  public static final class SecretUnavailable extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    SecretUnavailable(String message, IOException cause) {
      super(message, cause);
    }
  }

  private final List<Source> sources;

  private Secrets(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * As the data folder and the environment say.
   *
   * @param folder of the settings; null for the one in the data folder, unless the environment
   *     names another
   */
  public static Secrets of(Path data, @Nullable Path folder, Map<String, String> environment) {
    return new Secrets(
        List.of(
            new VariableSecrets(environment),
            SecretFolder.of(data, folder, environment),
            SecretStore.of(data, environment)));
  }

  /**
   * What reads the secret, each time anew.
   *
   * @throws IllegalArgumentException where that is no name
   */
  public Supplier<String> of(String name) {
    String checked = CredentialName.require(name);
    return () -> read(checked);
  }

  /**
   * Where the secret is, in words; its value stays there.
   *
   * @throws SecretUnavailable where there is none
   */
  public String placeOf(String name) {
    return found(CredentialName.require(name)).source().place(name);
  }

  private String read(String name) {
    return found(name).secret();
  }

  private record Found(Source source, String secret) {
    @Override
    public String toString() {
      return "a secret";
    }
  }

  private Found found(String name) {
    List<String> tried = new ArrayList<>();
    for (Source source : sources) {
      try {
        Optional<String> secret = source.look(name);
        if (secret.isPresent()) {
          return new Found(source, secret.get());
        }
        tried.add(source.place(name));
      } catch (IOException e) {
        throw new SecretUnavailable(
            "The secret of the credential '%s' cannot be read: %s"
                .formatted(name, String.valueOf(e.getMessage()).replaceFirst("\\.$", "")),
            e);
      }
    }
    String sentence =
        "There is no secret for the credential '%s'. It was looked for in %s"
            .formatted(name, String.join(", in ", tried));
    throw new SecretUnavailable(sentence, new IOException(sentence));
  }

  @Override
  public String toString() {
    return "secrets";
  }
}
