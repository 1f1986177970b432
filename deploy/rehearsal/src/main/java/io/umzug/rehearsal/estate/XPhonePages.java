package io.umzug.rehearsal.estate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Web-Admin, Analytics and ports of one machine: there only while the service runs. */
final class XPhonePages implements AutoCloseable {

  /** What a browser would get. */
  record Page(int status, String body) {}

  private final String host;
  private final Plan plan;
  private final Memory memory;
  private final Journal journal;
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<OpenPort> openPorts = new ArrayList<>();

  XPhonePages(String host, Plan plan, Memory memory, Journal journal) {
    this.host = host;
    this.plan = plan;
    this.memory = memory;
    this.journal = journal;
  }

  synchronized void open() {
    if (servers.isEmpty()) {
      servers.add(listen(Ports.webAdmin(host), this::webAdmin));
      servers.add(listen(Ports.analytics(host), this::analytics));
      openPort(Ports.directory(host));
      openPort(Ports.webApi(host));
    }
  }

  @Override
  public synchronized void close() {
    for (HttpServer server : servers) {
      server.stop(0);
      if (server.getExecutor() instanceof ExecutorService executor) {
        executor.shutdownNow();
      }
    }
    servers.clear();
    openPorts.forEach(OpenPort::close);
    openPorts.clear();
  }

  /** The Analytics site; an error where its pool runs under the wrong identity (R28). */
  Page analyticsPage() {
    XPhoneHost software = memory.state().host(host);
    boolean ownAccount = !software.account().equals(XPhoneHost.LOCAL_SYSTEM);
    if (plan != Plan.A
        && ownAccount
        && !software.applicationPool().equalsIgnoreCase(software.account())) {
      return new Page(
          500,
          html(
              "Analytics",
              "<p>Cannot open database XPSTATS. Login failed for user '%s'.</p><p>The application pool XPhoneConnectAnalytics must run as the service account (R28).</p>"
                  .formatted(escaped(software.applicationPool()))));
    }
    return new Page(200, html("Analytics", "<p>All reports are there.</p>"));
  }

  /** The wizard is run through once, with any values (R30). */
  void completeWizard() {
    if (!memory.state().host(host).wizardCompleted()) {
      journal.record(host, "wizard-completed", Map.of());
      memory.changeHost(host, XPhoneHost::withWizardCompleted);
    }
  }

  private Page webAdminPage() {
    XPhoneHost software = memory.state().host(host);
    return new Page(
        200,
        html(
            "Web-Admin",
            "<p>XPhone Connect Server V%d on %s</p><p id=\"wizard\">%s</p>"
                .formatted(
                    software.version(),
                    host,
                    software.wizardCompleted()
                        ? "The wizard is completed."
                        : "<a href=\"/wizard\">The wizard has not been run through yet.</a>")));
  }

  private static Page wizardPage() {
    return new Page(
        200,
        html(
            "Web-Admin wizard",
            """
            <form method="post" action="/wizard">
            <label>Company <input name="company" value="any"></label>
            <label>Area code <input name="areaCode" value="+4989"></label>
            <button>Finish</button>
            </form>"""));
  }

  private void webAdmin(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.equals("/wizard") && method.equals("POST")) {
      exchange.getRequestBody().readAllBytes();
      completeWizard();
      exchange.getResponseHeaders().set("Location", "/");
      answer(exchange, new Page(303, html("Web-Admin wizard", "<p>Done.</p>")));
    } else if (!method.equals("GET")) {
      answer(exchange, new Page(405, html("Web-Admin", "<p>Only GET.</p>")));
    } else {
      answer(
          exchange,
          switch (path) {
            case "/" -> webAdminPage();
            case "/wizard" -> wizardPage();
            default -> new Page(404, html("Web-Admin", "<p>No such page.</p>"));
          });
    }
  }

  private void analytics(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        exchange.getRequestURI().getPath().equals("/")
            ? analyticsPage()
            : new Page(404, html("Analytics", "<p>No such page.</p>")));
  }

  private HttpServer listen(String name, com.sun.net.httpserver.HttpHandler handler) {
    int port = Ports.of(memory.state().ports(), name);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", handler);
      server.start();
      return server;
    } catch (IOException e) {
      throw new EstateException("Port %d of %s cannot be used.".formatted(port, name), e);
    }
  }

  private void openPort(String name) {
    Integer port = memory.state().ports().get(name);
    if (port == null) {
      // An estate that an earlier release laid remembers none.
      return;
    }
    try {
      openPorts.add(OpenPort.at(port));
    } catch (IOException e) {
      throw new EstateException("Port %d of %s cannot be used.".formatted(port, name), e);
    }
  }

  private static void answer(HttpExchange exchange, Page page) throws IOException {
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("X-Rehearsal", "REHEARSAL");
    exchange.sendResponseHeaders(page.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String html(String title, String body) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>REHEARSAL %s</title></head>
    <body><h1>REHEARSAL %s</h1>
    %s
    <p>A stand-in of the rehearsal estate, no XPhone Connect Server.</p></body></html>
    """
        .formatted(title, title, body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
