package io.umzug.server;

import io.umzug.infrastructure.datafolder.ServiceFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** Says in the data folder where the service listens, as long as it does. */
class ServiceAnnouncement {

  private final Path data;

  ServiceAnnouncement(Path data) {
    this.data = data;
  }

  @EventListener
  void listening(ServletWebServerInitializedEvent event) throws IOException {
    new ServiceFile(
            URI.create("http://127.0.0.1:" + event.getWebServer().getPort()),
            ProcessHandle.current().pid())
        .writeTo(data);
  }

  @EventListener
  void closing(ContextClosedEvent event) throws IOException {
    ServiceFile current = ServiceFile.read(data).orElse(null);
    if (current != null && current.pid() == ProcessHandle.current().pid()) {
      current.removeFrom(data);
    }
  }
}
