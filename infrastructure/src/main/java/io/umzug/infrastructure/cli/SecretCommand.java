package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.infrastructure.secrets.CredentialName;
import io.umzug.infrastructure.secrets.Passphrase;
import io.umzug.infrastructure.secrets.SecretFolder;
import io.umzug.infrastructure.secrets.SecretStore;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code secret}: keeps what the credentials of the estate file stand for, without a service. */
@Command(
    name = "secret",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Keeps the secrets that the credentials of the estate file stand for: in an encrypted store in the data folder (secrets.p12), or with --plain in files that only their owner may read, in its folder secrets or where umzug.secrets.folder says.",
      "The store is opened by a passphrase in the variable "
          + Passphrase.VARIABLE
          + ", or in the file that "
          + Passphrase.FILE_VARIABLE
          + " names; 'serve' needs it, too.",
      "A secret in the variable UMZUG_SECRET_NAME counts more than a file, and a file more than the store."
    })
final class SecretCommand implements Runnable {

  private static final int LONGEST = 4096;

  /** Asks a person without showing what is typed; empty where nobody can be asked. */
  @FunctionalInterface
  interface Prompt {
    Optional<char[]> ask(String question);
  }

  private final Map<String, String> environment;
  private final InputStream input;
  private final Prompt prompt;

  @Spec private @Nullable CommandSpec spec;

  SecretCommand() {
    this(System.getenv(), System.in, SecretCommand::ask);
  }

  SecretCommand(Map<String, String> environment, InputStream input, Prompt prompt) {
    this.environment = environment;
    this.input = input;
    this.prompt = prompt;
  }

  private static Optional<char[]> ask(String question) {
    Console console = System.console();
    return console == null || !console.isTerminal()
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s", question));
  }

  @Override
  public void run() {
    throw new ParameterException(UmzugCommand.commandLine(spec), "Say which command.");
  }

  @Command(
      description =
          "Keeps a secret: asks for it twice, or reads one line from standard input. It is never an argument, which others could read.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:done",
        "1:unexpected error, such as a store that does not open",
        "2:wrong usage, or no secret was given"
      })
  int set(
      @Parameters(paramLabel = "NAME", description = "The credential's name.") String name,
      @Option(
              names = "--plain",
              description = "Into a file that only its owner may read, not encrypted.")
          boolean plain,
      @Mixin DataOption place) {
    Path data = place.folder();
    String credential = checked(name);
    if (!plain && !Passphrase.isSet(environment)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "The store needs a passphrase: set the variable %s, or name a file that holds it by %s. Or keep the secret without encryption, with --plain."
              .formatted(Passphrase.VARIABLE, Passphrase.FILE_VARIABLE));
    }
    String secret = secret(credential);
    return trying(
        () -> {
          if (plain) {
            folder(data).set(credential, secret);
          } else {
            SecretStore.of(data, environment).set(credential, secret);
          }
          say(
              "The secret of '%s' is kept in %s."
                  .formatted(credential, plain ? folder(data) : SecretStore.of(data, environment)));
          String variable = CredentialName.variable(credential);
          if (environment.containsKey(variable)) {
            say("The variable %s counts more, as long as it is set.".formatted(variable));
          }
          return ExitCode.DONE;
        });
  }

  @Command(
      description = "Lists the names of the secrets that are kept, never a secret.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:done",
        "1:unexpected error, such as a store that does not open",
        "2:wrong usage"
      })
  int list(@Mixin DataOption place) {
    Path data = place.folder();
    return trying(
        () -> {
          TextTable table = new TextTable("NAME", "KEPT IN");
          for (String name : folder(data).names()) {
            table.add(name, folder(data).toString());
          }
          SecretStore store = SecretStore.of(data, environment);
          try {
            store.names().forEach(name -> table.add(name, store.toString()));
          } finally {
            // A store that does not open hides no file.
            table.lines().forEach(this::say);
          }
          return ExitCode.DONE;
        });
  }

  @Command(
      description = "Removes a secret from the store, or with --plain its file.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:done",
        "1:unexpected error, such as a store that does not open",
        "2:wrong usage",
        "3:unchanged: there was none"
      })
  int remove(
      @Parameters(paramLabel = "NAME", description = "The credential's name.") String name,
      @Option(names = "--plain", description = "Its file.") boolean plain,
      @Mixin DataOption place) {
    Path data = place.folder();
    String credential = checked(name);
    return trying(
        () -> {
          SecretStore store = SecretStore.of(data, environment);
          boolean gone = plain ? folder(data).remove(credential) : store.remove(credential);
          say(
              (gone ? "The secret of '%s' is gone from %s." : "There is no secret of '%s' in %s.")
                  .formatted(credential, plain ? folder(data) : store));
          return gone ? ExitCode.DONE : ExitCode.UNCHANGED;
        });
  }

  private static String checked(String name) {
    try {
      return CredentialName.require(name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, ConsoleText.of(String.valueOf(e.getMessage())));
    }
  }

  private SecretFolder folder(Path data) {
    return SecretFolder.of(data, EstateCommand.FILE, environment);
  }

  private String secret(String name) {
    String secret =
        prompt
            .ask("Secret of %s: ".formatted(name))
            .map(first -> repeated(first, name))
            .orElseGet(this::line);
    if (secret.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "No secret was given; nothing is changed.");
    }
    return secret;
  }

  private String repeated(char[] first, String name) {
    char[] second = prompt.ask("Once more: ").orElse(new char[0]);
    try {
      if (!Arrays.equals(first, second)) {
        throw new CommandFailure(
            ExitCode.USAGE, "The two differ; the secret of '%s' is unchanged.".formatted(name));
      }
      return new String(first);
    } finally {
      Arrays.fill(first, ' ');
      Arrays.fill(second, ' ');
    }
  }

  /** One line, and not a byte of what is behind it. */
  private String line() {
    byte[] line = new byte[LONGEST];
    int length = 0;
    try {
      for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
        if (length == LONGEST) {
          throw new CommandFailure(ExitCode.USAGE, "A secret has at most 4096 bytes.");
        }
        line[length++] = (byte) next;
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
      return text.replaceFirst("^\uFEFF", "").replaceFirst("\r$", "");
    } catch (CharacterCodingException _) {
      throw new CommandFailure(ExitCode.USAGE, "The secret is no UTF-8; nothing is changed.");
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.UNEXPECTED, "Standard input cannot be read: " + e);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private interface Trying {
    ExitCode attempt() throws IOException;
  }

  private int trying(Trying trying) {
    try {
      return trying.attempt().code();
    } catch (FileSystemException e) {
      throw new CommandFailure(
          ExitCode.UNEXPECTED, ConsoleText.of(FileTroubleText.sentence(Path.of("."), e)));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.UNEXPECTED, ConsoleText.of(String.valueOf(e.getMessage())));
    }
  }

  private void say(String line) {
    PrintWriter out = UmzugCommand.commandLine(spec).getOut();
    ConsoleText.print(out, line);
  }
}
