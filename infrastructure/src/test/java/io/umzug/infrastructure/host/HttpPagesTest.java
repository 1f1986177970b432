package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.umzug.application.host.Pages.Visit;
import io.umzug.application.host.ServerCertificate;
import io.umzug.rehearsal.tds.CertificateAuthority;
import io.umzug.rehearsal.tds.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Pages of real web servers, with certificates of all kinds. */
class HttpPagesTest {

  private static final Instant NOW = Instant.now();
  private static final Duration YEAR = Duration.ofDays(365);

  private final CertificateAuthority authority;
  private final HttpPages pages;

  HttpPagesTest() throws Exception {
    authority = CertificateAuthority.found(NOW);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("company", authority.certificate());
    pages = new HttpPages(SystemTrust.of(trusted));
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void answering(HttpServer server, int status) {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  private ServerCertificate shown(HttpPages visitor, String host, Instant from, Instant until)
      throws Exception {
    ServerTls tls = authority.certify(host, from, until);
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Objects.requireNonNull(tls.context())));
    try {
      answering(server, 200);
      Visit visit =
          visitor.visit("https://localhost:%d/x".formatted(server.getAddress().getPort()));
      assertThat(visit.status()).isEqualTo(200);
      return Objects.requireNonNull(visit.certificate());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_page_without_tls_has_a_status_and_no_certificate() throws Exception {
    HttpServer server = HttpServer.create(anyPort(), 0);
    try {
      answering(server, 503);
      assertThat(pages.visit("http://localhost:%d/".formatted(server.getAddress().getPort())))
          .isEqualTo(new Visit(503, null));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nothing_is_held_against_a_good_certificate() throws Exception {
    ServerCertificate good = shown(pages, "localhost", NOW.minus(YEAR), NOW.plus(YEAR));
    assertThat(good.concerns(NOW)).isEmpty();
    assertThat(good.host()).isEqualTo("localhost");
    assertThat(good.names()).containsExactly("localhost");
    assertThat(good.protocol()).isEqualTo("TLSv1.3");
    assertThat(good.sha256()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(good.concerns(NOW.plus(YEAR).minus(Duration.ofDays(10))))
        .singleElement()
        .asString()
        .startsWith("It expires on ");
  }

  @Test
  void a_certificate_that_browsers_refuse_keeps_no_page_from_being_seen() throws Exception {
    HttpPages strangers = new HttpPages();
    assertThat(shown(strangers, "localhost", NOW.minus(YEAR), NOW.plus(YEAR)).concerns(NOW))
        .singleElement()
        .asString()
        .contains("does not trust its issuer CN=Umzug REHEARSAL authority");
    assertThat(shown(pages, "oldxp.example", NOW.minus(YEAR), NOW.plus(YEAR)).concerns(NOW))
        .containsExactly("It is for oldxp.example, not for localhost.");
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    assertThat(shown(pages, "localhost", NOW.minus(YEAR), yesterday).concerns(NOW))
        .singleElement()
        .asString()
        .startsWith("It has expired on ");
    assertThat(shown(pages, "localhost", NOW.plus(YEAR), NOW.plus(YEAR).plus(YEAR)).concerns(NOW))
        .singleElement()
        .asString()
        .startsWith("It is valid only from ");
  }

  @Test
  void what_is_no_address_and_what_does_not_answer_are_told() {
    assertThatThrownBy(() -> pages.visit("newxp/webadmin"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newxp/webadmin");
    assertThatThrownBy(() -> pages.visit("http://localhost:1/"))
        .isInstanceOf(IOException.class)
        .hasMessage("Nothing listens at localhost:1, or no way leads there");
    assertThatThrownBy(() -> pages.visit("http://newxp.invalid/"))
        .hasMessage("No machine is known by the name newxp.invalid");
  }
}
