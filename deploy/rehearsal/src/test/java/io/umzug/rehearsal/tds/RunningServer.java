package io.umzug.rehearsal.tds;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;

/** A TDS server with the scripted backend behind it, for one test. */
record RunningServer(TdsServer server, ScriptedBackend backend, ServerTls tls)
    implements AutoCloseable {

  static final String USER = "sa";

  static RunningServer start(ServerTls tls) throws IOException {
    ScriptedBackend backend = new ScriptedBackend();
    TdsServer server = TdsServer.start(InetAddress.getLoopbackAddress(), 0, backend, tls);
    return new RunningServer(server, backend, tls);
  }

  int port() {
    return server.port();
  }

  SQLServerConnection connect(String... settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", ScriptedBackend.PASSWORD);
    properties.setProperty("encrypt", "false");
    properties.setProperty("loginTimeout", "8");
    properties.setProperty("connectRetryCount", "0");
    properties.setProperty("sendTimeAsDatetime", "false");
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return (SQLServerConnection)
        DriverManager.getConnection("jdbc:sqlserver://localhost:" + port(), properties);
  }

  /** The settings that make the driver trust this server's certificate and no other. */
  String[] strict(Path folder) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("rehearsal", certificate());
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, "trusted".toCharArray());
    }
    return new String[] {
      "encrypt", "strict",
      "trustStore", file.toString(),
      "trustStorePassword", "trusted",
      "trustStoreType", "PKCS12"
    };
  }

  X509Certificate certificate() {
    X509Certificate certificate = tls.certificate();
    if (certificate == null) {
      throw new IllegalStateException("TLS is off.");
    }
    return certificate;
  }

  Path certificateFile(Path folder) throws IOException, GeneralSecurityException {
    String text =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return Files.writeString(folder.resolve("server.pem"), text);
  }

  @Override
  public void close() {
    server.close();
  }
}
