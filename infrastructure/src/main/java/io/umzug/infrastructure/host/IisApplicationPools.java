package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.ThisMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks IIS by its {@code appcmd.exe}. An account is set by Windows PowerShell, which reads the
 * password from its standard input: as an argument every account of that machine would see it.
 */
public final class IisApplicationPools implements ApplicationPools {

  private static final List<String> APPCMD = List.of("C:\\Windows\\System32\\inetsrv\\appcmd.exe");

  private static final List<String> POWERSHELL =
      List.of("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe");

  private static final String SPECIFIC_USER = "SpecificUser";

  /** The password comes as base64 of UTF-8, for the console's code page has not every letter. */
  private static final String SCRIPT =
      """
      $ErrorActionPreference = 'Stop'
      $ProgressPreference = 'SilentlyContinue'
      try {
        $secret = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String((@($input) -join '').Trim()))
        Import-Module WebAdministration
        if (-not (Test-Path 'IIS:\\AppPools\\%1$s')) { throw 'There is no application pool %1$s.' }
        Set-ItemProperty 'IIS:\\AppPools\\%1$s' -Name processModel -Value @{userName='%2$s';password=$secret;identitytype=3}
        exit 0
      } catch {
        [Console]::Error.WriteLine($_.Exception.Message)
        exit 1
      }
      """;

  /**
   * How the pool of a host is asked and set.
   *
   * @param name of the pool
   * @param maySet whether it may be given an account
   * @param appcmd the command line that stands for appcmd.exe and runs on this machine; null where
   *     it runs on the host itself
   * @param powershell the same for Windows PowerShell
   */
  public record Way(
      String name,
      boolean maySet,
      @Nullable List<String> appcmd,
      @Nullable List<String> powershell) {}

  private final HostCommands commands;
  private final Map<EstateHost, Way> ways;
  private final boolean onWindows;

  public IisApplicationPools(HostCommands commands, Map<EstateHost, Way> ways) {
    this(commands, ways, ThisMachine.isWindows());
  }

  /**
   * @param onWindows whether this machine, for which a host without an entry is taken, has an IIS
   */
  IisApplicationPools(HostCommands commands, Map<EstateHost, Way> ways, boolean onWindows) {
    this.commands = commands;
    this.ways = Map.copyOf(ways);
    this.onWindows = onWindows;
  }

  @Override
  public Optional<Identity> identity(Estate estate) throws PoolProblem, InterruptedException {
    Way way = way(estate);
    if (way == null || !canBeAsked(estate, way.appcmd())) {
      return Optional.empty();
    }
    String type = asked(estate, way, "identityType");
    return Optional.of(
        new Identity(
            way.name(),
            type,
            switch (type) {
              case SPECIFIC_USER -> asked(estate, way, "userName");
              case "ApplicationPoolIdentity" -> "IIS APPPOOL\\" + way.name();
              default -> type;
            }));
  }

  private String asked(Estate estate, Way way, String property)
      throws PoolProblem, InterruptedException {
    List<String> lines = new ArrayList<>();
    int exitCode =
        run(
            estate,
            way.appcmd(),
            Command.of(
                words(
                    way.appcmd(),
                    APPCMD,
                    "list",
                    "apppool",
                    way.name(),
                    "/text:processModel." + property)),
            lines);
    List<String> said = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (exitCode != 0 || said.size() != 1) {
      throw new PoolProblem(
          "IIS on %s does not show the application pool %s."
              .formatted(estate.xphone().host(), way.name()),
          "See in the IIS Manager whether the pool is there, correct 'application-pool.name' in the"
              + " estate's configuration, and let Umzug work as an administrator of that machine.",
          "appcmd ended with exit code %d. %s"
              .formatted(exitCode, String.join("\n", said))
              .strip());
    }
    return said.getFirst();
  }

  @Override
  public void set(Estate estate, String account, Supplier<String> password)
      throws PoolProblem, InterruptedException {
    Way way = way(estate);
    if (way == null || !way.maySet()) {
      throw new PoolProblem(
          "The estate does not allow Umzug to set the application pool of %s."
              .formatted(estate.xphone().host()),
          "Set it in the IIS Manager, or write 'application-pool: { may-set: true }' into the"
              + " estate's configuration.",
          "application-pool.may-set is false");
    }
    if (!canBeAsked(estate, way.powershell())) {
      throw new PoolProblem(
          "There is no way to the IIS of %s.".formatted(estate.xphone().host()),
          "Describe the machine under 'hosts' in the estate's configuration, or run this on it.",
          "no entry of hosts, and this machine is not Windows");
    }
    List<String> lines = new ArrayList<>();
    int exitCode =
        run(
            estate,
            way.powershell(),
            Command.of(
                    words(
                        way.powershell(),
                        POWERSHELL,
                        "-NoProfile",
                        "-NonInteractive",
                        "-ExecutionPolicy",
                        "Bypass",
                        "-InputFormat",
                        "Text",
                        "-OutputFormat",
                        "Text",
                        "-EncodedCommand",
                        script(way.name(), account)))
                .reading(() -> encoded(password.get(), StandardCharsets.UTF_8) + "\r\n"),
            lines);
    if (exitCode != 0) {
      throw new PoolProblem(
          "IIS on %s refused the account for the application pool %s."
              .formatted(estate.xphone().host(), way.name()),
          "See the original message; the pool is as it was. Umzug needs to be an administrator"
              + " there.",
          "PowerShell ended with exit code %d. %s"
              .formatted(exitCode, String.join("\n", lines))
              .strip());
    }
  }

  private static String script(String pool, String account) {
    return encoded(
        SCRIPT.formatted(pool.replace("'", "''"), account.replace("'", "''")),
        StandardCharsets.UTF_16LE);
  }

  private static String encoded(String text, java.nio.charset.Charset charset) {
    return Base64.getEncoder().encodeToString(text.getBytes(charset));
  }

  private int run(
      Estate estate, @Nullable List<String> standIn, Command command, List<String> lines)
      throws PoolProblem, InterruptedException {
    String machine = standIn == null ? estate.xphone().host() : HostPath.HERE;
    try {
      return commands.run(estate, machine, command, (_, line) -> lines.add(line));
    } catch (CommandTrouble trouble) {
      throw new PoolProblem(
          "The IIS of %s cannot be asked. %s".formatted(machine, trouble.sentence()),
          trouble.remedy(),
          String.valueOf(trouble.getMessage()));
    }
  }

  private static List<String> words(
      @Nullable List<String> standIn, List<String> program, String... arguments) {
    return Stream.concat((standIn == null ? program : standIn).stream(), Stream.of(arguments))
        .toList();
  }

  private boolean canBeAsked(Estate estate, @Nullable List<String> standIn) {
    return standIn != null || onWindows || commands.isReached(estate, estate.xphone().host());
  }

  private @Nullable Way way(Estate estate) {
    return ways.get(EstateHost.of(estate));
  }
}
