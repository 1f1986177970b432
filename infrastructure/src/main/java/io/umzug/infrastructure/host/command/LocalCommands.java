package io.umzug.infrastructure.host.command;

import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.CommandTrouble.Kind;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.HostCommands.Output;
import io.umzug.application.host.HostCommands.Stream;
import io.umzug.application.host.ThisMachine;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Programs of this machine. */
final class LocalCommands {

  /** POSIX's ENOENT and Windows' ERROR_FILE_NOT_FOUND are both 2, ERROR_PATH_NOT_FOUND is 3. */
  private static final Pattern NOT_FOUND = Pattern.compile("error[=:] ?[23]\\b");

  /** What Umzug is told in secret is no business of the programs that it runs. */
  private static final Pattern SECRET = Pattern.compile("(?i)UMZUG_(SECRET.*|.*PASSWORD.*)");

  private final Charset codePage;

  LocalCommands(Charset codePage) {
    this.codePage = codePage;
  }

  int run(Command command, Output output) throws CommandTrouble, InterruptedException {
    Process process = started(command);
    try (Conversation conversation = new Conversation()) {
      conversation.hear(process.getInputStream(), new Lines(Stream.OUT, codePage, output));
      conversation.hear(process.getErrorStream(), new Lines(Stream.ERR, codePage, output));
      conversation.say(command.input(), process.getOutputStream(), codePage);
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw CommandTrouble.of(
            Kind.TIMED_OUT,
            ThisMachine.NAME,
            command.program(),
            "no end within " + command.limit(),
            null);
      }
      // What it left running may hold its output open: its own words are there already.
      conversation.heardAll(Conversation.LAST_WORDS);
      conversation.requireWhole();
      return process.exitValue();
    } catch (CommandTrouble trouble) {
      throw trouble;
    } catch (IOException e) {
      throw CommandTrouble.of(
          Kind.CONNECTION_LOST, ThisMachine.NAME, command.program(), e.toString(), e);
    } finally {
      end(process);
    }
  }

  private static Process started(Command command) throws CommandTrouble {
    try {
      ProcessBuilder builder = new ProcessBuilder(command.words());
      removeSecrets(builder.environment());
      String folder = command.folder();
      return (folder == null ? builder : builder.directory(new File(folder))).start();
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      boolean absent = NOT_FOUND.matcher(said).find();
      throw CommandTrouble.of(
          absent ? Kind.NO_SUCH_PROGRAM : Kind.NOT_STARTED,
          ThisMachine.NAME,
          command.program(),
          said,
          e);
    }
  }

  static void removeSecrets(Map<String, String> environment) {
    environment.keySet().removeIf(SECRET.asMatchPredicate());
  }

  /** With all that it has started, where it still runs. */
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
