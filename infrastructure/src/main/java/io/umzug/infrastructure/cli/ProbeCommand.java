package io.umzug.infrastructure.cli;

import io.umzug.application.host.HostNames;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServerCertificate;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code probe}: what answers, by TCP, as a web page, and by which name (R34, R35, R36). */
@Command(
    name = "probe",
    description =
        "Tries from this machine what others will need: ports, web pages and their certificates,"
            + " names. Changes nothing, and needs no service.",
    mixinStandardHelpOptions = true)
public final class ProbeCommand {

  private static final int FIRST_ERROR = 400;

  private final Listeners listeners;
  private final Pages pages;
  private final HostNames names;
  private final InstantSource clock;

  @Spec private @Nullable CommandSpec spec;

  public ProbeCommand(Listeners listeners, Pages pages, HostNames names, InstantSource clock) {
    this.listeners = listeners;
    this.pages = pages;
    this.names = names;
    this.clock = clock;
  }

  @Command(
      name = "tcp",
      description = "Connects to each address, and leaves again without a word.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:all of them answer", "2:wrong usage", "8:one of them does not"})
  int tcp(
      @Parameters(
              arity = "1..*",
              paramLabel = "HOST:PORT",
              description = "Such as newxp:2231, or [fe80::1]:2231.")
          List<String> addresses) {
    ExitCode worst = ExitCode.DONE;
    for (String address : addresses) {
      try {
        listeners.reach(address);
        say("%s answers.".formatted(address));
      } catch (IOException e) {
        say(sentence(e));
        worst = ExitCode.FAILED;
      }
    }
    return worst.code();
  }

  @Command(
      name = "http",
      description = {
        "Opens each page, and shows the certificate that its server has.",
        "A certificate that browsers object to is told and does not count as a failure: after the"
            + " move it is installed again (R34)."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:all of them come up",
        "2:wrong usage",
        "8:one of them does not answer, or with an error (HTTP status 400 and above)"
      })
  int http(
      @Parameters(
              arity = "1..*",
              paramLabel = "URL",
              description = "Such as https://newxp/webadmin/.")
          List<String> urls)
      throws InterruptedException {
    ExitCode worst = ExitCode.DONE;
    for (String url : urls) {
      try {
        Pages.Visit visit = pages.visit(url);
        say("%s answers with HTTP status %d.".formatted(url, visit.status()));
        tell(visit.certificate());
        worst = visit.status() < FIRST_ERROR ? worst : ExitCode.FAILED;
      } catch (IOException e) {
        say("%s does not answer: %s".formatted(url, e));
        worst = ExitCode.FAILED;
      }
    }
    return worst.code();
  }

  private void tell(@Nullable ServerCertificate certificate) {
    if (certificate == null) {
      return;
    }
    say("  certificate  %s".formatted(certificate.subject()));
    say("  for          %s".formatted(String.join(", ", certificate.names())));
    say("  issued by    %s".formatted(certificate.issuer()));
    say("  valid        %s to %s (UTC)".formatted(certificate.from(), certificate.until()));
    say("  SHA-256      %s".formatted(certificate.sha256()));
    say("  protocol     %s".formatted(certificate.protocol()));
    List<String> concerns = certificate.concerns(clock.instant());
    if (concerns.isEmpty()) {
      say("  Browsers that trust what this machine trusts take it.");
    } else {
      concerns.forEach(concern -> say("  ! " + concern));
    }
  }

  @Command(
      name = "name",
      description = {
        "Shows the addresses of each name, and which names lead to the same machine.",
        "With the old and the new server's name it tells, at the cut-over, where clients go now."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:all of them are known", "2:wrong usage", "8:one of them is not known"})
  int name(
      @Parameters(arity = "1..*", paramLabel = "NAME", description = "Such as oldxp newxp.")
          List<String> wanted) {
    ExitCode worst = ExitCode.DONE;
    List<Known> known = new ArrayList<>();
    for (String name : wanted) {
      try {
        Set<String> addresses = new LinkedHashSet<>(names.addresses(name));
        known.add(new Known(name, addresses));
        say("%s leads to %s.".formatted(name, String.join(", ", addresses)));
      } catch (IOException e) {
        say(sentence(e));
        worst = ExitCode.FAILED;
      }
    }
    for (int i = 0; i < known.size(); i++) {
      for (Known other : known.subList(i + 1, known.size())) {
        known.get(i).compare(other).ifPresent(this::say);
      }
    }
    return worst.code();
  }

  /** A name and where it leads. */
  private record Known(String name, Set<String> addresses) {

    Optional<String> compare(Known other) {
      Set<String> shared = new LinkedHashSet<>(addresses);
      shared.retainAll(other.addresses);
      return shared.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%s and %s lead to the same machine, %s."
                  .formatted(name, other.name, String.join(", ", shared)));
    }
  }

  private static String sentence(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : message;
  }

  private void say(String line) {
    ConsoleText.print(UmzugCommand.commandLine(spec).getOut(), line);
  }
}
