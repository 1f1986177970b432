package io.umzug.domain.script;

import io.umzug.domain.script.ScriptRefusal.Reason;
import io.umzug.domain.script.ScriptStep.Complete;
import io.umzug.domain.script.ScriptStep.Include;
import io.umzug.domain.script.ScriptStep.MoreWanted;
import io.umzug.domain.script.ScriptStep.PassedOver;
import io.umzug.domain.script.ScriptStep.Refused;
import java.nio.CharBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script as sqlcmd does (M6), a batch at a time, from characters that are pushed in. How
 * they are cut into pieces does not matter. Commands and separators count at the start of a line
 * only, and never within strings, quoted names and comments, which nest.
 */
public final class ScriptReader {

  private static final int DEEPEST = 32;
  private static final int LONGEST_COMMAND = 4096;

  private enum Mode {
    LINE_START,
    UNDECIDED,
    COMMAND,
    TEXT,
    LINE_COMMENT,
    BLOCK_COMMENT,
    QUOTED,
    QUOTE_CLOSED,
    VARIABLE
  }

  /** A file that is being read. */
  private static final class Frame {
    private final String file;
    private long line = 1;
    private int column = 1;
    private boolean carriageReturn;

    Frame(String file) {
      this.file = file;
    }

    ScriptPlace place() {
      return new ScriptPlace(file, line, column);
    }
  }

  private final ScriptVariables variables;
  private final boolean substitute;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final StringBuilder pending = new StringBuilder();
  private final BatchBuilder batch;
  private Mode mode = Mode.LINE_START;
  private Mode afterVariable = Mode.TEXT;
  private char previous;
  private char closing;
  private int depth;
  private @Nullable ScriptPlace opened;
  private @Nullable ScriptPlace started;
  private @Nullable ScriptStep refused;

  public ScriptReader(ScriptSettings settings) {
    variables = new ScriptVariables(settings.variables());
    substitute = settings.substitute();
    batch = new BatchBuilder(settings.longestBatch());
  }

  /**
   * A file begins: the script itself, or one that an {@link Include} asked for.
   *
   * @param file by which a file is told from others
   */
  public Optional<ScriptRefusal> enter(String file) {
    List<String> open = new ArrayList<>();
    frames.descendingIterator().forEachRemaining(frame -> open.add(frame.file));
    Frame including = frames.peek();
    if (including != null && open.contains(file)) {
      return Optional.of(
          new ScriptRefusal(
              Reason.INCLUDES_ITSELF,
              startOfCommand(including),
              "The file includes itself by :r: %s, %s.".formatted(String.join(", ", open), file)));
    }
    if (including != null && open.size() >= DEEPEST) {
      return Optional.of(
          new ScriptRefusal(
              Reason.TOO_DEEP,
              startOfCommand(including),
              "Files include each other more than %d deep.".formatted(DEEPEST)));
    }
    frames.push(new Frame(file));
    return Optional.empty();
  }

  private ScriptPlace startOfCommand(Frame including) {
    return started == null ? including.place() : started;
  }

  private Frame frame() {
    return frames.element();
  }

  /** Reads on until something is complete, or all characters are used. */
  public ScriptStep read(CharBuffer characters) {
    if (refused != null) {
      return refused;
    }
    while (characters.hasRemaining()) {
      ScriptStep step = next(characters);
      if (step instanceof Refused) {
        refused = step;
      }
      if (step != null) {
        return step;
      }
    }
    return new MoreWanted();
  }

  private @Nullable ScriptStep next(CharBuffer characters) {
    Frame frame = frame();
    char c = characters.get(characters.position());
    if (frame.carriageReturn) {
      frame.carriageReturn = false;
      if (c == '\n') {
        characters.get();
        return lineEnds("\r\n");
      }
      return lineEnds("\r");
    }
    characters.get();
    if (c == '\r') {
      frame.carriageReturn = true;
      return null;
    }
    if (c == '\n') {
      return lineEnds("\n");
    }
    ScriptStep step = character(c);
    frame.column++;
    return step;
  }

  /**
   * The file that was entered last has no more characters. Empty where it ends well; the batch that
   * ends with the outermost file needs no separator. After an {@link Include}, which may stand on
   * the last line, the file is not left yet: leave it again behind the included one.
   */
  public Optional<ScriptStep> leave() {
    if (refused != null) {
      return Optional.of(refused);
    }
    Frame frame = frame();
    ScriptStep last = null;
    if (frame.carriageReturn) {
      frame.carriageReturn = false;
      last = lineEnds("\r");
    } else if (mode != Mode.LINE_START) {
      last = lineEnds("");
    }
    if (last == null && mode != Mode.LINE_START) {
      last = notClosed();
    }
    if (last instanceof Refused) {
      refused = last;
    }
    if (last instanceof Refused || last instanceof Include) {
      return Optional.of(last);
    }
    frames.pop();
    if (last instanceof Complete || !frames.isEmpty()) {
      batch.endLine();
      return Optional.ofNullable(last instanceof Complete ? last : null);
    }
    return Optional.ofNullable(batch.complete(1)).map(Complete::new);
  }

  private ScriptStep notClosed() {
    String what =
        mode == Mode.BLOCK_COMMENT
            ? "The comment /*"
            : closing == ']' ? "The name in brackets [" : "The quotation mark " + closing;
    return refusal(Reason.NOT_CLOSED, opened, what + " is not closed before the end of the file.");
  }

  private @Nullable ScriptStep character(char c) {
    return switch (mode) {
      case LINE_START -> atLineStart(c);
      case UNDECIDED -> undecided(c);
      case COMMAND -> command(c);
      case TEXT -> text(c);
      case LINE_COMMENT -> append(c);
      case BLOCK_COMMENT -> blockComment(c);
      case QUOTED -> quoted(c);
      case QUOTE_CLOSED -> quoteClosed(c);
      case VARIABLE -> variable(c);
    };
  }

  private @Nullable ScriptStep atLineStart(char c) {
    if (CommandStart.isBlank(c)) {
      return append(c);
    }
    // What is left of a byte order mark where files were joined.
    if (c == '\uFEFF') {
      return null;
    }
    if (CommandStart.mayBegin(c)) {
      mode = Mode.UNDECIDED;
      started = frame().place();
      return undecided(c);
    }
    mode = Mode.TEXT;
    previous = '\0';
    return text(c);
  }

  private @Nullable ScriptStep undecided(char c) {
    pending.append(c);
    return switch (CommandStart.soFar(pending)) {
      case UNDECIDED -> pending.length() > LONGEST_COMMAND ? asText() : null;
      case COMMAND -> {
        mode = Mode.COMMAND;
        yield null;
      }
      case TEXT -> asText();
    };
  }

  private @Nullable ScriptStep asText() {
    String text = pending.toString();
    pending.setLength(0);
    mode = Mode.TEXT;
    previous = '\0';
    Frame frame = frame();
    int column = frame.column;
    ScriptStep step = null;
    for (int i = 0; i < text.length() && step == null; i++) {
      frame.column = column - text.length() + 1 + i;
      step = character(text.charAt(i));
    }
    frame.column = column;
    return step;
  }

  private @Nullable ScriptStep command(char c) {
    if (pending.length() >= LONGEST_COMMAND) {
      return refusal(
          Reason.COMMAND_TOO_LONG,
          started,
          "The line is a command of sqlcmd and longer than %d characters."
              .formatted(LONGEST_COMMAND));
    }
    pending.append(c);
    return null;
  }

  private @Nullable ScriptStep text(char c) {
    if (previous == '-' && c == '-') {
      mode = Mode.LINE_COMMENT;
      return append(c);
    }
    if (previous == '/' && c == '*') {
      mode = Mode.BLOCK_COMMENT;
      depth = 1;
      opened = before(1);
      previous = '\0';
      return append(c);
    }
    if (previous == '-' || previous == '/') {
      batch.holdsStatement(before(1));
    }
    if (isReference(c)) {
      return reference(Mode.TEXT);
    }
    if (c == '\'' || c == '"' || c == '[') {
      mode = Mode.QUOTED;
      closing = c == '[' ? ']' : c;
      opened = frame().place();
    }
    if (c != '-' && c != '/' && !Character.isWhitespace(c) && !CommandStart.isBlank(c)) {
      batch.holdsStatement(frame().place());
    }
    previous = c;
    return append(c);
  }

  private ScriptPlace before(int characters) {
    Frame frame = frame();
    return new ScriptPlace(frame.file, frame.line, frame.column - characters);
  }

  private boolean isReference(char c) {
    return substitute && previous == '$' && c == '(';
  }

  private @Nullable ScriptStep reference(Mode from) {
    batch.removeLast();
    pending.setLength(0);
    started = before(1);
    afterVariable = from;
    mode = Mode.VARIABLE;
    return null;
  }

  private @Nullable ScriptStep blockComment(char c) {
    char before = previous;
    previous = c;
    if (before == '*' && c == '/') {
      depth--;
      previous = '\0';
    } else if (before == '/' && c == '*') {
      depth++;
      previous = '\0';
    }
    if (depth == 0) {
      mode = Mode.TEXT;
    }
    return append(c);
  }

  private @Nullable ScriptStep quoted(char c) {
    if (c == closing) {
      mode = Mode.QUOTE_CLOSED;
    } else if (isReference(c)) {
      return reference(Mode.QUOTED);
    }
    previous = c;
    return append(c);
  }

  /** A doubled closing mark stands for itself. */
  private @Nullable ScriptStep quoteClosed(char c) {
    if (c == closing) {
      mode = Mode.QUOTED;
      previous = c;
      return append(c);
    }
    mode = Mode.TEXT;
    previous = '\0';
    return text(c);
  }

  private @Nullable ScriptStep variable(char c) {
    String name = pending.toString();
    if (c == ')' && ScriptVariables.isName(name)) {
      String value = variables.value(name);
      if (value == null) {
        return refusal(Reason.VARIABLE_NOT_DEFINED, started, SqlcmdLine.undefined(name));
      }
      mode = afterVariable;
      previous = '\0';
      pending.setLength(0);
      batch.appendValue(value, frame().file, frame().line);
      return batch.isTooLong() ? tooLong() : null;
    }
    if (!ScriptVariables.isNamePart(c) || !ScriptVariables.isName(name + c)) {
      return notAVariable();
    }
    pending.append(c);
    return null;
  }

  private ScriptStep notAVariable() {
    return refusal(
        Reason.VARIABLE_NOT_UNDERSTOOD,
        started,
        "$( begins a variable, but no name and ) follow. Where $( is plain text, switch variables off"
            + " with --no-variables.");
  }

  private @Nullable ScriptStep append(char c) {
    batch.append(c, frame().file, frame().line);
    return batch.isTooLong() ? tooLong() : null;
  }

  private ScriptStep tooLong() {
    return refusal(
        Reason.BATCH_TOO_LONG,
        batch.start(frame().place()),
        ("The batch is longer than %d characters, and would have to be held in memory. Put GO between"
                + " its statements, or raise the limit with --longest-batch.")
            .formatted(batch.limit()));
  }

  private @Nullable ScriptStep lineEnds(String end) {
    if (mode == Mode.UNDECIDED && !CommandStart.isCommand(pending.toString())) {
      frame().column--;
      ScriptStep tooLong = asText();
      frame().column++;
      if (tooLong != null) {
        return tooLong;
      }
    }
    ScriptStep step =
        switch (mode) {
          case COMMAND, UNDECIDED -> run();
          case VARIABLE -> notAVariable();
          case TEXT, QUOTE_CLOSED, LINE_COMMENT, LINE_START -> {
            if (mode == Mode.TEXT && (previous == '-' || previous == '/')) {
              batch.holdsStatement(before(1));
            }
            batch.endLine(end.equals("\r") ? "\n" : end, frame().file, frame().line);
            mode = Mode.LINE_START;
            yield null;
          }
          case QUOTED, BLOCK_COMMENT -> {
            batch.endLine(end, frame().file, frame().line);
            previous = '\0';
            yield null;
          }
        };
    Frame frame = frame();
    if (!end.isEmpty()) {
      frame.line++;
      frame.column = 1;
    }
    return step == null && batch.isTooLong() ? tooLong() : step;
  }

  private @Nullable ScriptStep run() {
    String line = pending.toString();
    pending.setLength(0);
    mode = Mode.LINE_START;
    ScriptPlace place = started == null ? frame().place() : started;
    return switch (SqlcmdLine.parse(line, variables, substitute)) {
      case SqlcmdLine.Command.Go(int count) -> {
        ScriptBatch complete = batch.complete(count);
        yield complete == null ? null : new Complete(complete);
      }
      case SqlcmdLine.Command.SetVariable(String name, @Nullable String value) -> {
        variables.set(name, value);
        yield null;
      }
      case SqlcmdLine.Command.ReadFile(String path) -> new Include(path, place);
      case SqlcmdLine.Command.PassOver(String command) -> new PassedOver(command, place);
      case SqlcmdLine.Command.Refuse(Reason reason, int column, String sentence) ->
          refusal(
              reason,
              new ScriptPlace(place.file(), place.line(), place.column() + column),
              sentence);
    };
  }

  private Refused refusal(Reason reason, @Nullable ScriptPlace place, String sentence) {
    return new Refused(
        new ScriptRefusal(reason, place == null ? frame().place() : place, sentence));
  }
}
