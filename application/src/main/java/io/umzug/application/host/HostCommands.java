package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Driven port: runs programs on a machine of an estate, be it this one or one behind SSH. */
public interface HostCommands {

  /** Longer than any question needs; a program that installs something is given more. */
  Duration USUAL_LIMIT = Duration.ofSeconds(60);

  /** Where a line came from. */
  enum Stream {
    OUT,
    ERR
  }

  /** Hears what a program says, line by line and while it runs; one line at a time. */
  @FunctionalInterface
  interface Output {

    /** Of a program whose words are of no use. */
    Output NOBODY = (_, _) -> {};

    void line(Stream stream, String line);
  }

  /**
   * What a program reads, asked for when it runs and kept nowhere: it may be a secret, so neither a
   * text nor a log ever shows it.
   */
  final class Input {
    private final Supplier<String> text;

    public Input(Supplier<String> text) {
      this.text = text;
    }

    public String text() {
      return text.get();
    }

    @Override
    public String toString() {
      return "(input)";
    }
  }

  /**
   * A program and what it is given.
   *
   * @param words the program and its arguments as it is to see them, without any quoting; what
   *     other people may not see is never among them, for every account of a machine sees them
   * @param folder in which it runs; null for wherever that machine begins
   * @param input null where it reads nothing
   * @param limit after which it is ended
   */
  record Command(
      List<String> words, @Nullable String folder, @Nullable Input input, Duration limit) {

    public Command {
      words = List.copyOf(words);
      if (words.isEmpty() || words.getFirst().isBlank()) {
        throw new IllegalArgumentException("A command needs a program.");
      }
    }

    public static Command of(List<String> words) {
      return new Command(words, null, null, USUAL_LIMIT);
    }

    public Command reading(Supplier<String> text) {
      return new Command(words, folder, new Input(text), limit);
    }

    public Command within(Duration longest) {
      return new Command(words, folder, input, longest);
    }

    public Command in(String wanted) {
      return new Command(words, wanted, input, limit);
    }

    public String program() {
      return words.getFirst();
    }

    /** For people; not for a shell. */
    public String shown() {
      return String.join(" ", words);
    }
  }

  /**
   * Runs a command and waits for its end. Interrupted, it ends the program first.
   *
   * @param machine by the name that the estate gives it; {@link
   *     io.umzug.application.filesystem.HostPath#HERE} for this one
   * @return the program's exit code, whatever it means
   * @throws CommandTrouble where there is no such code
   */
  int run(Estate estate, String machine, Command command, Output output)
      throws CommandTrouble, InterruptedException;

  /**
   * Whether commands for this machine run on that machine for sure: one behind SSH does. Without a
   * way to it they run here, which may be another machine.
   */
  boolean isReached(Estate estate, String machine);
}
