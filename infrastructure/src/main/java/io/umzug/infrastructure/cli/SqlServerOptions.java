package io.umzug.infrastructure.cli;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * Which SQL Server a command works on, and as whom. A password is never an argument.
 *
 * <p>Where there is one server, this is a mixin with options such as {@code --user}. A command that
 * works on two gives each a {@link Side} and lets them {@linkplain #addTo add} their options:
 * {@code --source-user}, {@code --target-user}.
 */
final class SqlServerOptions {

  /** Which of a command's two servers. */
  enum Side {
    SOURCE,
    TARGET;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How Umzug logs in. */
  enum Authentication {
    SQL,
    NTLM,
    KERBEROS,
    INTEGRATED
  }

  @Option(
      names = "--server",
      required = true,
      paramLabel = "SERVER",
      description = "The SQL Server: host, host,port or host\\instance.")
  private String server = "";

  @Option(
      names = "--auth",
      paramLabel = "KIND",
      description =
          "${COMPLETION-CANDIDATES}. Default: NTLM for --user DOMAIN\\NAME or with --domain, SQL for"
              + " any other --user, INTEGRATED (this Windows account) without --user.")
  private @Nullable Authentication authentication;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The login, or with NTLM the Windows account.")
  private @Nullable String user;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "The Windows account's domain, for NTLM.")
  private @Nullable String domain;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Its first line is the password. Default: the variable "
              + Passwords.VARIABLE
              + ", or else a question.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--keytab",
      paramLabel = "FILE",
      description = "The keys of --user, for KERBEROS. Default: the ticket cache.")
  private @Nullable Path keytab;

  @Option(
      names = "--service-principal",
      paramLabel = "SPN",
      description = "The SQL Server's, for KERBEROS. Default: MSSQLSvc/host:port.")
  private @Nullable String servicePrincipal;

  @Option(
      names = "--encrypt",
      defaultValue = "true",
      paramLabel = "HOW",
      description = "true, strict (TDS 8, SQL Server 2022) or optional. Default: true.")
  private String encrypt = "true";

  @Option(
      names = "--trust-server-certificate",
      description = "Take any certificate, unchecked: whoever stands in between reads along.")
  private boolean trustServerCertificate;

  @Option(
      names = "--trust-store",
      paramLabel = "FILE",
      description = "The certificates to trust, as PKCS #12 or JKS. Default: those of Java.")
  private @Nullable Path trustStore;

  @Option(
      names = "--trust-store-password-file",
      paramLabel = "FILE",
      description = "Its first line is the trust store's password.")
  private @Nullable Path trustStorePasswordFile;

  @Option(
      names = "--host-name-in-certificate",
      paramLabel = "NAME",
      description = "The name that the certificate bears, where it is not the host's.")
  private @Nullable String hostNameInCertificate;

  @Option(
      names = "--login-timeout",
      defaultValue = "15",
      paramLabel = "SECONDS",
      description = "How long to wait for the login. Default: 15.")
  private int loginTimeout = 15;

  @Option(
      names = "--browser-port",
      defaultValue = "1434",
      paramLabel = "PORT",
      description = "The UDP port of SQL Server Browser, which knows instances. Default: 1434.")
  private int browserPort = SqlServerAccess.BROWSER_PORT;

  private final Passwords passwords = Passwords.ofProcess();
  private final @Nullable Side side;

  /** Of the one server that a command works on. */
  SqlServerOptions() {
    side = null;
  }

  /** Of one of a command's two servers. */
  SqlServerOptions(Side side) {
    this.side = side;
  }

  /**
   * Adds the options of this side to a command that has two. Neither server is asked for by the
   * parser: {@link #access} does so, where the command comes to need it.
   */
  void addTo(CommandSpec command) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .validate(false)
            .heading("%nThe " + (side == null ? "server" : side.word()) + ":%n")
            .order(side == null ? 0 : side.ordinal());
    CommandSpec.forAnnotatedObject(this).options().stream()
        .map(this::ofSide)
        .forEach(group::addArg);
    command.addArgGroup(group.build());
  }

  private OptionSpec ofSide(OptionSpec option) {
    return OptionSpec.builder(option)
        .names(Arrays.stream(option.names()).map(this::named).toArray(String[]::new))
        .description(Arrays.stream(option.description()).map(this::named).toArray(String[]::new))
        .required(false)
        .build();
  }

  /** Whether the server is named. */
  boolean isGiven() {
    return !server.isEmpty();
  }

  /** A text about these options, by the names that they have on this side. */
  private String named(String text) {
    return side == null
        ? text
        : text.replaceAll("--(?=[a-z])", "--%s-".formatted(side.word()))
            .replace(Passwords.VARIABLE, variable());
  }

  private String variable() {
    return side == null ? Passwords.VARIABLE : Passwords.VARIABLE + "_" + side.name();
  }

  /**
   * The SQL Server that the options describe.
   *
   * @throws CommandFailure where they contradict each other, or a password is missing
   */
  SqlServerAccess access() {
    return access(passwords);
  }

  SqlServerAccess access(Passwords source) {
    needed(server, "This command", "--server");
    try {
      return new SqlServerAccess(
          server,
          SqlServerEndpoint.parse(server),
          browserPort,
          authentication(source),
          new SqlServerEncryption(
              Mode.parse(encrypt),
              trustStore,
              trustStorePasswordFile == null ? null : Passwords.in(trustStorePasswordFile),
              hostNameInCertificate,
              trustServerCertificate),
          SqlServerTimeouts.USUAL.withLogin(Duration.ofSeconds(loginTimeout)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private SqlServerAuthentication authentication(Passwords source) {
    return switch (kind()) {
      case SQL -> {
        String login = needed(user, "--auth SQL");
        yield new SqlLogin(
            login, source.of(login, passwordFile, named("--password-file"), variable()));
      }
      case NTLM -> ntlm(source, needed(user, "--auth NTLM"));
      case KERBEROS ->
          new Kerberos(
              user,
              passwordFile == null ? null : Passwords.in(passwordFile),
              keytab,
              servicePrincipal);
      case INTEGRATED -> integrated();
    };
  }

  private Authentication kind() {
    if (authentication != null) {
      return authentication;
    }
    if (user == null) {
      return Authentication.INTEGRATED;
    }
    return domain != null || user.contains("\\") ? Authentication.NTLM : Authentication.SQL;
  }

  private WindowsAccount ntlm(Passwords source, String account) {
    int backslash = account.indexOf('\\');
    String in = backslash < 0 ? domain : account.substring(0, backslash);
    Supplier<String> password =
        source.of(account, passwordFile, named("--password-file"), variable());
    return new WindowsAccount(
        needed(in, "--auth NTLM", "--domain"), account.substring(backslash + 1), password);
  }

  private Integrated integrated() {
    if (user != null || passwordFile != null) {
      throw usage(
          "--auth INTEGRATED takes the Windows account that runs this command: leave --user and --password-file away.");
    }
    return new Integrated();
  }

  private String needed(@Nullable String value, String by) {
    return needed(value, by, "--user");
  }

  private String needed(@Nullable String value, String by, String option) {
    if (value == null || value.isBlank()) {
      throw usage("%s needs %s.".formatted(by, option));
    }
    return value;
  }

  private CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, named(sentence));
  }
}
