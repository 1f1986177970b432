package io.umzug.application.host;

import io.umzug.domain.evidence.PageProbe;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens web pages (R30). */
@FunctionalInterface
public interface Pages {

  /**
   * An answer of a web server.
   *
   * @param certificate null without TLS
   */
  record Visit(int status, @Nullable ServerCertificate certificate) {}

  /**
   * Takes any certificate: one that is to be installed again (R34) does not keep a page from coming
   * up.
   *
   * @throws IOException where nothing answers at the address
   */
  Visit visit(String url) throws IOException, InterruptedException;

  /**
   * The same, as evidence.
   *
   * @throws IOException where nothing answers at the address
   */
  default PageProbe open(String page, String url) throws IOException, InterruptedException {
    return new PageProbe(page, url, visit(url).status());
  }
}
