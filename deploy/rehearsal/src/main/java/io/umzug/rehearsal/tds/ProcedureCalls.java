package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.PreparedStatements.Prepared;
import io.umzug.rehearsal.tds.RpcReader.Argument;
import io.umzug.rehearsal.tds.RpcReader.Call;
import io.umzug.rehearsal.tds.SqlSession.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers RPC messages: the procedures that carry statements, and all others by name. */
final class ProcedureCalls {

  private final StatementRunner runner;
  private final Cancellation cancellation;
  private final TokenWriter tokens;
  private final ServerMessages messages;
  private final PreparedStatements prepared;

  ProcedureCalls(
      StatementRunner runner,
      Cancellation cancellation,
      TokenWriter tokens,
      ServerMessages messages) {
    this.runner = runner;
    this.cancellation = cancellation;
    this.tokens = tokens;
    this.messages = messages;
    this.prepared = new PreparedStatements(messages);
  }

  /** The procedures of the server itself that the wire knows; they have numbers as well. */
  private enum SystemProcedure {
    SP_EXECUTESQL(10),
    SP_PREPARE(11),
    SP_EXECUTE(12),
    SP_PREPEXEC(13),
    SP_UNPREPARE(15);

    private final int number;

    SystemProcedure(int number) {
      this.number = number;
    }

    static @Nullable SystemProcedure of(Call call) {
      String name = call.name().toUpperCase(Locale.ROOT);
      for (SystemProcedure candidate : values()) {
        if (call.number() == 0
            ? name.equals(candidate.name()) || name.equals("SYS." + candidate.name())
            : call.number() == candidate.number) {
          return candidate;
        }
      }
      return null;
    }
  }

  /** A value to be returned, with its place among the call's arguments. */
  private record Returned(int ordinal, String name, SqlType type, @Nullable Object value) {}

  void forget() {
    prepared.clear();
  }

  /** Performs every call of a message; one that fails does not keep the next from running. */
  void answer(ByteReader body) throws IOException {
    RpcReader calls = new RpcReader(body, messages);
    boolean more = true;
    while (more) {
      StatementResults results = new StatementResults(tokens, cancellation, true);
      Call call = read(calls, results);
      List<Returned> returned = call == null ? List.of() : perform(call, results);
      more = call != null && calls.hasNext() && !cancellation.isWanted();
      end(results, returned, more);
    }
    tokens.endMessage();
  }

  /** The next call; null where it cannot be read, and so nothing behind it either. */
  private static @Nullable Call read(RpcReader calls, StatementResults results)
      throws ProtocolException {
    try {
      return calls.next();
    } catch (SqlServerException e) {
      results.failed(e.error());
      return null;
    }
  }

  private void end(StatementResults results, List<Returned> returned, boolean more)
      throws IOException {
    boolean failed = results.endProcedure();
    tokens.returnStatus(results.errorNumber());
    if (!cancellation.isWanted()) {
      for (Returned value : returned) {
        tokens.returnValue(value.ordinal(), value.name(), value.type(), value.value());
      }
    }
    int status = (failed ? TokenWriter.ERROR : 0) | (more ? TokenWriter.MORE : 0);
    tokens.done(TokenWriter.DONE_PROCEDURE, status, 0, -1);
  }

  private List<Returned> perform(Call call, StatementResults results) {
    SystemProcedure procedure = SystemProcedure.of(call);
    try {
      if (procedure == null) {
        return callByName(call, results);
      }
      return switch (procedure) {
        case SP_EXECUTESQL -> {
          Prepared statement = new Prepared(text(call, 0), names(call, 1));
          yield execute(statement, call, 2, results);
        }
        case SP_PREPARE -> List.of(handle(call, prepare(call)));
        case SP_PREPEXEC -> {
          int handle = prepare(call);
          List<Returned> returned = new ArrayList<>();
          returned.add(handle(call, handle));
          returned.addAll(execute(prepared.get(handle), call, 3, results));
          yield returned;
        }
        case SP_EXECUTE -> execute(prepared.get(handleOf(call)), call, 1, results);
        case SP_UNPREPARE -> {
          prepared.remove(handleOf(call));
          yield List.of();
        }
      };
    } catch (SqlServerException e) {
      results.failed(e.error());
      return List.of();
    }
  }

  private int prepare(Call call) throws SqlServerException {
    return prepared.add(new Prepared(text(call, 2), names(call, 1)));
  }

  private static Returned handle(Call call, int handle) {
    String name = call.arguments().getFirst().name();
    return new Returned(0, name, SqlType.of(SqlType.Name.INT), handle);
  }

  private List<Returned> execute(
      Prepared statement, Call call, int firstValue, StatementResults results) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = firstValue; i < call.arguments().size(); i++) {
      Argument argument = call.arguments().get(i);
      int place = i - firstValue;
      List<String> names = statement.parameterNames();
      String name =
          !argument.name().isEmpty()
              ? argument.name()
              : place < names.size() ? names.get(place) : "@P" + place;
      parameters.add(new Parameter(name, argument.type(), argument.value(), argument.output()));
    }
    runner.run(statement.sql(), parameters, results);
    return outputs(call, firstValue, parameters, results);
  }

  private List<Returned> callByName(Call call, StatementResults results) throws SqlServerException {
    if (call.number() != 0) {
      throw messages.refusal(
          2812,
          "The rehearsal's server has no system procedure number %d (server cursors have 1 to 9)."
              .formatted(call.number()));
    }
    List<Parameter> parameters = new ArrayList<>();
    List<String> handedOn = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      String name = argument.name().isEmpty() ? "@P" + parameters.size() : argument.name();
      parameters.add(new Parameter(name, argument.type(), argument.value(), argument.output()));
      if (!argument.defaulted()) {
        handedOn.add(
            (argument.name().isEmpty() ? "" : name + " = ")
                + name
                + (argument.output() ? " OUTPUT" : ""));
      }
    }
    runner.run(
        "EXEC " + call.name() + (handedOn.isEmpty() ? "" : " " + String.join(", ", handedOn)),
        parameters,
        results);
    return outputs(call, 0, parameters, results);
  }

  private static List<Returned> outputs(
      Call call, int firstValue, List<Parameter> parameters, StatementResults results) {
    List<Returned> returned = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.output()) {
        String name = call.arguments().get(firstValue + i).name();
        returned.add(
            new Returned(firstValue + i, name, parameter.type(), results.outputOf(parameter)));
      }
    }
    return returned;
  }

  private String text(Call call, int place) throws SqlServerException {
    Object value = value(call, place);
    if (!(value instanceof String text)) {
      throw messages.refusal(
          214,
          "Argument %d of the call is to be a text (ntext, nchar, nvarchar).".formatted(place));
    }
    return text;
  }

  /** A missing or NULL definition is that of a statement without parameters. */
  private static List<String> names(Call call, int place) {
    return value(call, place) instanceof String definition
        ? PreparedStatements.parameterNames(definition)
        : List.of();
  }

  private int handleOf(Call call) throws SqlServerException {
    if (!(value(call, 0) instanceof Number handle)) {
      throw messages.refusal(214, "The first argument of the call is to be a statement's handle.");
    }
    return handle.intValue();
  }

  private static @Nullable Object value(Call call, int place) {
    return place < call.arguments().size() ? call.arguments().get(place).value() : null;
  }
}
