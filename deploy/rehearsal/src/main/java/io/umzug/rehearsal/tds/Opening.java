package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.Prelogin.Encryption;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/** From the first byte to LOGINACK, or to a refusal. */
final class Opening {

  private static final Logger LOG = System.getLogger(Opening.class.getPackageName());
  private static final String LANGUAGE = "us_english";
  private static final String DOMAIN = "ESTATE";

  private final Transport transport;
  private final SqlBackend backend;
  private final ServerTls tls;
  private final @Nullable KerberosService kerberos;
  private final ServerMessages messages;

  Opening(
      Transport transport, SqlBackend backend, ServerTls tls, @Nullable KerberosService kerberos) {
    this.transport = transport;
    this.backend = backend;
    this.tls = tls;
    this.kerberos = kerberos;
    this.messages = new ServerMessages(backend.serverName());
  }

  /** A client that has been let in. */
  record Opened(SqlSession session, SqlBackend.Login login, int packetSize) {}

  /** Opens the conversation; null where the login was refused and the connection closed. */
  @Nullable Opened open() throws IOException {
    boolean strict = transport.beginsWithTls();
    if (strict) {
      transport.startTls(tls.engineForStrict());
    }
    boolean loginOnly = negotiate(strict) == Encryption.LOGIN_ONLY;
    LoginRequest request = LoginRequest.parse(expect(Message.LOGIN).payload());
    if (loginOnly) {
      transport.endTls();
    }
    try {
      refuseUnknownKinds(request);
      SqlBackend.Login login = proven(request);
      return welcome(request, login, backend.login(login), strict);
    } catch (SqlServerException e) {
      refuse(e.error());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The login of " + transport.client() + " failed inside", e);
      refuse(messages.error(18456, 14, "The rehearsal's server failed in the login: " + e));
    }
    return null;
  }

  private Encryption negotiate(boolean strict) throws IOException {
    Prelogin prelogin = Prelogin.parse(expect(Message.PRELOGIN).payload());
    Encryption agreed = strict ? Encryption.NONE : prelogin.agree(tls.policy());
    byte[] answer = prelogin.answer(agreed, tls.policy(), backend.productVersion());
    PacketWriter packets =
        new PacketWriter(transport.out(), Message.RESPONSE, Limits.FIRST_PACKET, 0);
    packets.write(answer, 0, answer.length);
    packets.endMessage();
    if (agreed == null) {
      throw new ProtocolException(
          "Encryption: the client says %d, the server's policy is %s."
              .formatted(prelogin.encryption(), tls.policy()));
    }
    if (agreed != Encryption.NONE) {
      transport.startTlsInsideTds(tls.engineInsideTds());
    }
    return agreed;
  }

  private Message expect(int type) throws IOException {
    Message message = new PacketReader(transport.in()).read(Limits.MESSAGE_BEFORE_LOGIN);
    if (message == null) {
      throw new EOFException("The client closed the connection before its login.");
    }
    if (message.type() != type) {
      throw new ProtocolException(
          "Before the login came a message of type 0x%02X instead of 0x%02X."
              .formatted(message.type(), type));
    }
    return message;
  }

  /** The account is proven first; tokens that nobody here can check are left to the backend. */
  private SqlBackend.Login proven(LoginRequest request) throws IOException, SqlServerException {
    if (NtlmExchange.isNegotiate(request.sspi())) {
      return as(provenByNtlm(), request.login());
    }
    return kerberos == null || request.sspi().length == 0
        ? request.login()
        : as(provenByKerberos(kerberos, request.sspi()), request.login());
  }

  private static SqlBackend.Login as(String account, SqlBackend.Login login) {
    return new SqlBackend.Login(
        account, "", login.database(), login.applicationName(), login.hostName(), true);
  }

  private String provenByNtlm() throws IOException, SqlServerException {
    String name = backend.serverName();
    String computer = name.contains("\\") ? name.substring(0, name.indexOf('\\')) : name;
    NtlmExchange exchange = new NtlmExchange(backend::windowsPassword);
    sspi(exchange.challenge(DOMAIN, computer, Instant.now()));
    return exchange
        .proven(expect(Message.SSPI).payload())
        .orElseThrow(() -> new SqlServerException(untrusted()));
  }

  /** What the server has to say of itself goes before the LOGINACK, as a response of its own. */
  private String provenByKerberos(KerberosService service, byte[] token)
      throws IOException, SqlServerException {
    try {
      KerberosService.Exchange exchange = service.begin();
      byte[] answer = exchange.accept(token);
      while (!exchange.isOver()) {
        sspi(answer);
        answer = exchange.accept(expect(Message.SSPI).payload());
      }
      if (answer.length > 0) {
        sspi(answer);
      }
      return exchange.account();
    } catch (GSSException e) {
      // SQL Server keeps 17806 and its reason to its own log.
      LOG.log(Level.INFO, "17806 SSPI handshake failed: {0}", e.getMessage());
      throw new SqlServerException(untrusted());
    }
  }

  private void sspi(byte[] token) throws IOException {
    TokenWriter tokens = tokens(Limits.FIRST_PACKET, 0);
    tokens.sspi(token);
    tokens.endMessage();
  }

  private SqlServerMessage untrusted() {
    return messages.error(
        18452,
        14,
        "Login failed. The login is from an untrusted domain and cannot be used with Integrated"
            + " authentication.");
  }

  private void refuseUnknownKinds(LoginRequest request) throws SqlServerException {
    boolean known =
        request.version() == LoginRequest.TDS_8_0 || request.version() >= LoginRequest.TDS_7_3;
    if (!known) {
      throw messages.refusal(
          17828,
          "The client speaks TDS %08X; the rehearsal's server speaks 7.3, 7.4 and 8.0."
              .formatted(request.version()));
    }
    if (request.federated()) {
      throw messages.refusal(
          18456, "The rehearsal's server knows no login with a token (federated).");
    }
  }

  private Opened welcome(
      LoginRequest request, SqlBackend.Login login, SqlSession session, boolean strict)
      throws IOException {
    int packetSize = packetSize(request);
    TokenWriter tokens = tokens(Math.min(packetSize, Limits.FIRST_PACKET), session.spid());
    String database = session.database();
    int version =
        strict
            ? LoginRequest.TDS_8_0
            : request.version() == LoginRequest.TDS_8_0
                ? LoginRequest.TDS_7_4
                : Math.min(request.version(), LoginRequest.TDS_7_4);
    try {
      tokens.environment(Environment.DATABASE, database, "master");
      tokens.message(messages.info(5701, "Changed database context to '%s'.".formatted(database)));
      tokens.environment(Environment.COLLATION, Collation.bytes(), new byte[0]);
      tokens.environment(Environment.LANGUAGE, LANGUAGE, "");
      tokens.message(messages.info(5703, "Changed language setting to %s.".formatted(LANGUAGE)));
      tokens.message(
          messages.info(50000, "REHEARSAL: this is a stand-in, not a Microsoft SQL Server."));
      tokens.loginAccepted(version, backend.productVersion());
      tokens.environment(
          Environment.PACKET_SIZE,
          Integer.toString(packetSize),
          Integer.toString(Limits.FIRST_PACKET));
      if (request.extensible()) {
        tokens.noFeatures();
      }
      tokens.done(TokenWriter.DONE, 0, 0, -1);
      tokens.endMessage();
      transport.waitWithoutLimit();
      return new Opened(session, login, packetSize);
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  private void refuse(SqlServerMessage error) throws IOException {
    LOG.log(
        Level.INFO,
        "Login of {0} refused: {1} {2}",
        transport.client(),
        Integer.toString(error.number()),
        error.text());
    TokenWriter tokens = tokens(Limits.FIRST_PACKET, 0);
    tokens.message(error);
    tokens.done(TokenWriter.DONE, TokenWriter.ERROR, 0, -1);
    tokens.endMessage();
    transport.closeAfterFarewell();
  }

  private TokenWriter tokens(int packetSize, int spid) {
    return new TokenWriter(new PacketWriter(transport.out(), Message.RESPONSE, packetSize, spid));
  }

  private static int packetSize(LoginRequest request) {
    return request.packetSize() == 0
        ? Limits.FIRST_PACKET
        : Math.clamp(request.packetSize(), Limits.SMALLEST_PACKET, Limits.LARGEST_PACKET);
  }
}
