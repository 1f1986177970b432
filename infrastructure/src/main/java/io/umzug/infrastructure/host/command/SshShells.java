package io.umzug.infrastructure.host.command;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.HostCommands.Stream;
import io.umzug.application.host.RemoteShells;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.infrastructure.ssh.SshShell;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tries hosts by SSH. */
public final class SshShells implements RemoteShells {

  /** Each shell fills in its own, and leaves the other's as it is. */
  private static final String QUESTION = "echo umzug $0 %OS%";

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
  private static final String CMD = "cmd.exe";
  private static final String POWERSHELL = "PowerShell";

  private final SshHosts hosts;

  public SshShells(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public String look(Estate estate, String machine) throws FileTrouble, InterruptedException {
    SshHost host =
        hosts
            .of(estate.name(), machine)
            .orElseThrow(() -> new IllegalArgumentException(machine + " is not reached by SSH"));
    String shell = shell(said(host));
    requireConfigured(host, shell);
    return "%s lets %s in, its key is the one known, and %s answers."
        .formatted(host.place(), host.user(), shell);
  }

  /** Commands are quoted for the one that the estate names. */
  private static void requireConfigured(SshHost host, String shell) throws FileTrouble {
    SshShell.Language language = host.shell().language();
    boolean fits =
        switch (language) {
          case CMD -> shell.equals(CMD);
          case SH -> !shell.equals(CMD) && !shell.equals(POWERSHELL);
        };
    if (!fits) {
      throw new FileTrouble(
          Kind.OTHER_SHELL,
          host.place(),
          "",
          "%s answers, the estate file says shell: %s"
              .formatted(shell, language.name().toLowerCase(Locale.ROOT)),
          null);
    }
  }

  private static String said(SshHost host) throws FileTrouble, InterruptedException {
    StringBuilder said = new StringBuilder();
    try {
      new SshCommands(host)
          .run(
              QUESTION,
              Command.of(List.of(QUESTION)).within(LONGEST_ANSWER),
              (stream, line) -> {
                if (stream == Stream.OUT) {
                  said.append(line).append(' ');
                }
              });
    } catch (CommandTrouble trouble) {
      throw trouble.getCause() instanceof FileTrouble known
          ? known
          : new FileTrouble(Kind.UNEXPECTED, host.place(), "", trouble.original(), trouble);
    }
    String text = said.toString().strip();
    if (!text.startsWith("umzug")) {
      throw new FileTrouble(
          Kind.UNEXPECTED,
          host.place(),
          "",
          "asked '%s', its shell said '%s'".formatted(QUESTION, text),
          null);
    }
    return text;
  }

  private static String shell(String said) {
    if (said.contains("Windows_NT")) {
      return CMD;
    }
    return Arrays.stream(said.split("\\s+"))
        .skip(1)
        .filter(word -> !word.startsWith("%") && !word.startsWith("$"))
        .map(word -> word.replaceFirst(".*/", ""))
        .findFirst()
        .orElse(POWERSHELL);
  }
}
