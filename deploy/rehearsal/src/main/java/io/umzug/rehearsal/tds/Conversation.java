package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.Opening.Opened;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A connection after its login. The caller's thread reads, so that an ATTENTION is seen while a
 * statement runs; a worker answers one message after the other.
 */
final class Conversation {

  private static final Logger LOG = System.getLogger(Conversation.class.getPackageName());
  private static final Message END = new Message(-1, 0, new byte[0]);
  private static final int MESSAGES_AHEAD = 4;

  private final Transport transport;
  private final SqlBackend backend;
  private final SqlBackend.Login login;
  private final ServerMessages messages;
  private final TokenWriter tokens;
  private final Cancellation cancellation;
  private final StatementRunner runner;
  private final ProcedureCalls procedures;
  private final TransactionRequests transactions;
  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(MESSAGES_AHEAD);

  Conversation(Transport transport, SqlBackend backend, Opened opened) {
    this.transport = transport;
    this.backend = backend;
    this.login = opened.login();
    this.messages = new ServerMessages(backend.serverName());
    SqlSession session = opened.session();
    this.cancellation = new Cancellation(session, transport::reset);
    this.tokens =
        new TokenWriter(
            new PacketWriter(
                new WayToTheClient(transport.out()),
                Message.RESPONSE,
                opened.packetSize(),
                session.spid()));
    this.runner = new StatementRunner(session, cancellation, messages);
    this.procedures = new ProcedureCalls(runner, cancellation, tokens, messages);
    this.transactions = new TransactionRequests(runner, cancellation, tokens, messages);
  }

  /** Runs until the client has gone and its session is closed. */
  void run() {
    Thread reader = Thread.currentThread();
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("tds-" + runner.session().spid())
            .start(() -> work(reader));
    try {
      read();
    } catch (InterruptedException _) {
      // The worker has given the connection up.
    } catch (IOException e) {
      gone(e);
    }
    cancellation.want();
    awaitEnd(worker);
    cancellation.over();
  }

  private void read() throws IOException, InterruptedException {
    PacketReader packets = new PacketReader(transport.in());
    for (Message message = packets.readOrBegin(Limits.MESSAGE);
        message != null;
        message = packets.readOrBegin(Limits.MESSAGE)) {
      if (message.type() == Message.ATTENTION) {
        cancellation.want();
      }
      queue.put(message);
      if (message.rest() != null) {
        packets.continueInto(message.rest(), message.status());
      }
    }
  }

  private void awaitEnd(Thread worker) {
    while (worker.isAlive()) {
      try {
        queue.put(END);
        worker.join();
      } catch (InterruptedException _) {
        // Said by the worker as it ends: its end is what is waited for.
      }
    }
  }

  private void work(Thread reader) {
    try {
      for (Message message = queue.take(); message != END; message = queue.take()) {
        answer(message);
      }
    } catch (ConnectionResetException e) {
      LOG.log(Level.INFO, "Connection of {0} reset: {1}", transport.client(), e.getMessage());
      transport.reset();
    } catch (IOException | ConnectionLostException e) {
      gone(e);
    } catch (InterruptedException | RuntimeException e) {
      LOG.log(Level.ERROR, "Connection of " + transport.client() + " closed", e);
    } finally {
      transport.close();
      closeSession();
      queue.clear();
      reader.interrupt();
    }
  }

  private void answer(Message message) throws IOException {
    if (message.type() == Message.ATTENTION) {
      cancellation.granted();
      tokens.done(TokenWriter.DONE, TokenWriter.ATTENTION, 0, -1);
      tokens.endMessage();
      return;
    }
    if (message.ignored() && message.rest() == null) {
      tokens.done(TokenWriter.DONE, TokenWriter.ERROR, 0, -1);
      tokens.endMessage();
      return;
    }
    if (message.resetsConnection()) {
      reset(message.keepsTransaction());
    }
    switch (message.type()) {
      case Message.SQL_BATCH -> batch(message.body());
      case Message.RPC -> procedures.answer(message.body());
      case Message.TRANSACTION -> transactions.answer(message.body());
      case Message.BULK_LOAD -> bulkLoad(message);
      default ->
          throw new ProtocolException(
              "Messages of type 0x%02X (such as SSPI) are not supported."
                  .formatted(message.type()));
    }
  }

  private void batch(ByteReader body) throws IOException {
    StatementResults results = new StatementResults(tokens, cancellation, false);
    runner.run(body.utf16(body.remaining()), List.of(), results);
    results.endBatch();
    tokens.endMessage();
  }

  private void bulkLoad(Message message) throws IOException {
    PacketStream packets = Objects.requireNonNull(message.rest());
    StatementResults results = new StatementResults(tokens, cancellation, false);
    if (runner.session().awaitsBulkLoad()) {
      runner.run(
          session ->
              session.bulkLoad(
                  () -> new BulkRowReader(message.payload(), packets, messages), results),
          results);
    } else {
      results.refused();
    }
    packets.drain();
    results.endBatch();
    tokens.endMessage();
  }

  /** A pool hands the connection to somebody else, who gets a session as after the login. */
  private void reset(boolean keepsTransaction) throws IOException {
    procedures.forget();
    tokens.environment(Environment.CONNECTION_RESET, "", "");
    if (keepsTransaction) {
      return;
    }
    transactions.forget();
    String before = runner.session().database();
    closeSession();
    try {
      runner.replaceSession(backend.login(login));
    } catch (SqlServerException e) {
      throw new ProtocolException("The login behind a connection reset fails: " + e.getMessage());
    }
    String after = runner.session().database();
    if (!after.equals(before)) {
      tokens.environment(Environment.DATABASE, after, before);
    }
  }

  private void closeSession() {
    try {
      runner.session().close();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A session of " + transport.client() + " could not be closed", e);
    }
  }

  /** What is written to a client that has vanished is lost, and nobody notices. */
  private final class WayToTheClient extends FilterOutputStream {
    WayToTheClient(OutputStream way) {
      super(way);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!cancellation.hasVanished()) {
        out.write(bytes, from, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (!cancellation.hasVanished()) {
        out.flush();
      }
    }
  }

  private void gone(Exception reason) {
    Level level = reason instanceof ProtocolException ? Level.WARNING : Level.DEBUG;
    LOG.log(level, "Connection of {0} closed: {1}", transport.client(), reason.getMessage());
    transport.close();
  }
}
