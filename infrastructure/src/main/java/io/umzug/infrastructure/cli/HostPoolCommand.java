package io.umzug.infrastructure.cli;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.ApplicationPools.Identity;
import io.umzug.application.host.ApplicationPools.PoolProblem;
import io.umzug.domain.diagnosis.WindowsAccount;
import io.umzug.domain.diagnosis.WindowsAccount.Sameness;
import io.umzug.infrastructure.cli.HostCommand.Tools;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The IIS application pool of the Analytics site (R28). */
@Command(
    name = "application-pool",
    description = {
      "Shows the identity of the Analytics site's application pool, or gives it the service's account (R28).",
      "To set it, the estate must say 'application-pool: { may-set: true }'. The password is never an argument: it comes from --password-file, from the variable "
          + HostPoolCommand.VARIABLE
          + ", or is asked for."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it has the service's account",
      "2:wrong usage",
      "4:refused: it has another account, or the estate or IIS does not let it be set",
      "5:no way to that machine's IIS is configured"
    })
final class HostPoolCommand implements Callable<Integer> {

  static final String VARIABLE = "UMZUG_POOL_PASSWORD";

  /** What is done with it. */
  enum What {
    SHOW,
    SET
  }

  @Mixin private SiteOptions site = new SiteOptions();

  @Parameters(
      arity = "0..1",
      defaultValue = "SHOW",
      paramLabel = "WHAT",
      description = "show (default) or set.")
  private What what = What.SHOW;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds just the password of the service's account.")
  private @Nullable Path passwordFile;

  @Spec private @Nullable CommandSpec spec;
  private final Function<HostCommand.Where, Tools> tools;
  private final Passwords passwords;

  HostPoolCommand(Function<HostCommand.Where, Tools> tools, Passwords passwords) {
    this.tools = tools;
    this.passwords = passwords;
  }

  @Override
  public Integer call() throws InterruptedException {
    EstateOptions.Chosen chosen = site.choose(tools);
    ApplicationPools pools = chosen.tools().pools();
    Estate estate = chosen.estate();
    try {
      if (what == What.SET) {
        String account = estate.xphone().serviceAccount();
        pools.set(
            estate, account, passwords.of(account, passwordFile, "--password-file", VARIABLE));
      }
      return shown(pools, estate);
    } catch (PoolProblem problem) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          ConsoleText.of(
              "%s %s (%s)"
                  .formatted(
                      problem.sentence(),
                      problem.remedy(),
                      String.valueOf(problem.getMessage()).replaceAll("\\s+", " "))));
    }
  }

  private int shown(ApplicationPools pools, Estate estate)
      throws PoolProblem, InterruptedException {
    Optional<Identity> identity = pools.identity(estate);
    if (identity.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NO_SERVICE,
          "No way to the IIS of %s is configured. Describe the machine under 'hosts' in the estate file, or run this on it."
              .formatted(estate.xphone().host()));
    }
    String wanted = estate.xphone().serviceAccount();
    String account = identity.get().account();
    Sameness same =
        new WindowsAccount(wanted).compare(new WindowsAccount(account), estate.xphone().host());
    ConsoleText.print(
        UmzugCommand.commandLine(spec).getOut(),
        "%s on %s runs as %s (%s); %s"
            .formatted(
                identity.get().pool(),
                estate.xphone().host(),
                account,
                identity.get().type(),
                switch (same) {
                  case SAME -> "so it is to be (R28).";
                  case DIFFERENT -> "it is to be %s (R28).".formatted(wanted);
                  case UNKNOWN ->
                      "it is to be %s. Whether it is the same, only the domain knows (R28)."
                          .formatted(wanted);
                }));
    return same == Sameness.DIFFERENT ? ExitCode.REFUSED.code() : ExitCode.DONE.code();
  }
}
