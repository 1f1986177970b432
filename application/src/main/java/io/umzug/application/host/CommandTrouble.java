package io.umzug.application.host;

import io.umzug.application.filesystem.FileTrouble;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command has no exit code; the message tells the operator what to do. */
public final class CommandTrouble extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is the matter, whichever way the machine is reached. */
  public enum Kind {
    /** Nothing was run; why, the way to the machine says itself. */
    NOT_CONNECTED("", ""),
    NO_SUCH_PROGRAM(
        "There is no such program.",
        "Correct its path in the estate file, or install it on that machine."),
    NO_WAY_TO_MACHINE(
        "The estate's hosts do not name it, so the program was looked for on this machine, and is not here.",
        "Describe that machine in hosts of the estate file, with user, key-file or credential, and"
            + " host-key."),
    NOT_STARTED("The program could not be started.", "See the original message; nothing was done."),
    CONNECTION_LOST(
        "The connection broke while the program ran.",
        "It may still run there, or have ended: look at that machine; then try again."),
    TIMED_OUT(
        "The program did not end in time, and was ended.",
        "Behind SSH parts of it may still run: look at that machine; then try again.");

    private final String sentence;
    private final String remedy;

    Kind(String sentence, String remedy) {
      this.sentence = sentence;
      this.remedy = remedy;
    }
  }

  private final Kind kind;
  private final String sentence;
  private final List<String> rules;
  private final String remedy;
  private final String original;

  private CommandTrouble(
      Kind kind,
      String about,
      String sentence,
      List<String> rules,
      String remedy,
      String original,
      @Nullable Throwable cause) {
    super("%s: %s %s (%s)".formatted(about, sentence, remedy, original), cause);
    this.kind = kind;
    this.sentence = sentence;
    this.rules = List.copyOf(rules);
    this.remedy = remedy;
    this.original = original;
  }

  /**
   * A machine that cannot be reached, or does not let anybody in, is the same for files and
   * commands.
   */
  public static CommandTrouble notConnected(FileTrouble trouble) {
    return new CommandTrouble(
        Kind.NOT_CONNECTED,
        trouble.place(),
        trouble.kind().sentence(),
        trouble.kind().rules(),
        trouble.kind().remedy(),
        trouble.original(),
        trouble);
  }

  /**
   * @param place the machine, for people
   * @param program without its arguments
   * @param original what the system or the machine said, unchanged
   */
  public static CommandTrouble of(
      Kind kind, String place, String program, String original, @Nullable Throwable cause) {
    return new CommandTrouble(
        kind,
        "%s, %s".formatted(place, program),
        kind.sentence,
        List.of(),
        kind.remedy,
        original,
        cause);
  }

  public Kind kind() {
    return kind;
  }

  public String sentence() {
    return sentence;
  }

  public List<String> rules() {
    return rules;
  }

  public String remedy() {
    return remedy;
  }

  public String original() {
    return original;
  }
}
