package io.umzug.infrastructure.host.command;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.CommandTrouble.Kind;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.HostCommands.Output;
import io.umzug.application.host.HostCommands.Stream;
import io.umzug.infrastructure.ssh.SshConnection;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshShell;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;

/**
 * Programs of a machine behind SSH; each over a connection of its own, which ends it in the end.
 */
final class SshCommands {

  /** By which cmd.exe and POSIX shells say that they did not find it. */
  private static final int NOT_FOUND_BY_CMD = 9009;

  private static final int NOT_FOUND_BY_SH = 127;

  private final SshHost host;

  SshCommands(SshHost host) {
    this.host = host;
  }

  int run(Command command, Output output) throws CommandTrouble, InterruptedException {
    return run(
        Quoting.line(host.shell().language(), command.folder(), command.words()), command, output);
  }

  /**
   * The same, of a line that any shell reads.
   *
   * @param command whose words do not count
   */
  int run(String line, Command command, Output output) throws CommandTrouble, InterruptedException {
    try (SshConnection connection = SshConnection.open(host, patience(command));
        Session session = connection.client().startSession();
        Conversation conversation = new Conversation()) {
      Session.Command running = session.exec(line);
      boolean ended = false;
      try {
        conversation.hear(
            running.getInputStream(), new Lines(Stream.OUT, host.shell().codePage(), output));
        conversation.hear(
            running.getErrorStream(), new Lines(Stream.ERR, host.shell().codePage(), output));
        conversation.say(command.input(), running.getOutputStream(), host.shell().codePage());
        if (!conversation.heardAll(command.limit())) {
          throw trouble(Kind.TIMED_OUT, command, "no end within " + command.limit(), null);
        }
        ended = true;
        return exitCode(running, command, conversation);
      } finally {
        if (!ended) {
          kill(running);
          conversation.close();
          // Before the session, which would wait until the program lets itself be closed.
          connection.close();
        }
      }
    } catch (CommandTrouble trouble) {
      throw trouble;
    } catch (FileTrouble trouble) {
      throw CommandTrouble.notConnected(trouble);
    } catch (IOException e) {
      throw trouble(Kind.CONNECTION_LOST, command, e.toString(), e);
    }
  }

  private static Duration patience(Command command) {
    Duration usual = SshConnection.LONGEST_ANSWER;
    return command.limit().compareTo(usual) < 0 ? command.limit() : usual;
  }

  private int exitCode(Session.Command running, Command command, Conversation conversation)
      throws IOException {
    conversation.requireWhole();
    running.join(Conversation.LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    Integer status = running.getExitStatus();
    if (status == null) {
      Signal signal = running.getExitSignal();
      throw trouble(
          Kind.CONNECTION_LOST,
          command,
          signal == null ? "no exit code came" : "it was ended by the signal " + signal,
          null);
    }
    // A batch file may end with it for a program of its own.
    if (status == (isCmd() ? NOT_FOUND_BY_CMD : NOT_FOUND_BY_SH)
        && !Quoting.isBatch(command.words())) {
      throw trouble(Kind.NO_SUCH_PROGRAM, command, "exit code " + status, null);
    }
    return status;
  }

  private boolean isCmd() {
    return host.shell().language() == SshShell.Language.CMD;
  }

  /** Servers that know no signals end what they run when the connection does. */
  private static void kill(Session.Command running) {
    try {
      running.signal(Signal.KILL);
    } catch (IOException _) {
      // Gone with the connection.
    }
  }

  private CommandTrouble trouble(
      Kind kind, Command command, String original, @org.jspecify.annotations.Nullable Throwable e) {
    return CommandTrouble.of(kind, host.place(), command.program(), original, e);
  }
}
