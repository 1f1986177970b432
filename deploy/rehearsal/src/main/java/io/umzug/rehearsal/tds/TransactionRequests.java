package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.util.List;

/** Answers transaction manager requests, which some drivers use instead of BEGIN TRAN. */
final class TransactionRequests {

  private static final int BEGIN = 5;
  private static final int COMMIT = 7;
  private static final int ROLLBACK = 8;
  private static final int SAVE = 9;
  private static final int FOLLOWED_BY_BEGIN = 0x01;
  private static final int READ_COMMITTED = 2;

  private final StatementRunner runner;
  private final Cancellation cancellation;
  private final TokenWriter tokens;
  private final ServerMessages messages;
  private int isolation = READ_COMMITTED;
  private long descriptor;

  TransactionRequests(
      StatementRunner runner,
      Cancellation cancellation,
      TokenWriter tokens,
      ServerMessages messages) {
    this.runner = runner;
    this.cancellation = cancellation;
    this.tokens = tokens;
    this.messages = messages;
  }

  void forget() {
    isolation = READ_COMMITTED;
  }

  void answer(ByteReader body) throws IOException {
    StatementResults results = new StatementResults(tokens, cancellation, false);
    int request = body.u16();
    switch (request) {
      case BEGIN -> begin(body, results);
      case COMMIT -> {
        body.utf16(body.u8());
        end(results, Environment.TRANSACTION_COMMITTED, SqlSession::commit);
        beginNext(body, results);
      }
      case ROLLBACK -> {
        String name = body.utf16(body.u8());
        if (name.isEmpty()) {
          end(results, Environment.TRANSACTION_ROLLED_BACK, SqlSession::rollback);
        } else {
          runner.run("ROLLBACK TRANSACTION " + bracketed(name), List.of(), results);
        }
        beginNext(body, results);
      }
      case SAVE ->
          runner.run("SAVE TRANSACTION " + bracketed(body.utf16(body.u8())), List.of(), results);
      default ->
          results.failed(
              messages.error(
                  50000,
                  16,
                  "The rehearsal's server knows no transaction manager request "
                      + request
                      + " (distributed transactions and the like)."));
    }
    results.endBatch();
    tokens.endMessage();
  }

  private void beginNext(ByteReader body, StatementResults results) throws IOException {
    if (body.remaining() > 0 && (body.u8() & FOLLOWED_BY_BEGIN) != 0) {
      begin(body, results);
    }
  }

  private void begin(ByteReader body, StatementResults results) throws IOException {
    int wanted = body.u8();
    body.utf16(body.u8());
    if (wanted != 0 && wanted != isolation) {
      String level = levelName(wanted);
      runner.run("SET TRANSACTION ISOLATION LEVEL " + level, List.of(), results);
      isolation = wanted;
    }
    runner.run(SqlSession::begin, results);
    if (results.errorNumber() == 0) {
      tokens.environment(Environment.TRANSACTION_BEGUN, next(), new byte[0]);
    }
  }

  private void end(StatementResults results, int kind, StatementRunner.Action action)
      throws IOException {
    byte[] ended = current();
    runner.run(action, results);
    if (results.errorNumber() == 0) {
      tokens.environment(kind, new byte[0], ended);
    }
  }

  private byte[] next() {
    descriptor++;
    return current();
  }

  private byte[] current() {
    return new ByteWriter().i64(descriptor).copy();
  }

  private static String levelName(int level) throws ProtocolException {
    return switch (level) {
      case 1 -> "READ UNCOMMITTED";
      case READ_COMMITTED -> "READ COMMITTED";
      case 3 -> "REPEATABLE READ";
      case 4 -> "SERIALIZABLE";
      case 5 -> "SNAPSHOT";
      default -> throw new ProtocolException(level + " is no isolation level.");
    };
  }

  private static String bracketed(String name) {
    return "[" + name.replace("]", "]]") + "]";
  }
}
