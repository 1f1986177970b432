package io.umzug.application.host;

import io.umzug.domain.evidence.PageProbe;
import java.io.IOException;

/** Opens web pages (R30). */
public interface Pages {

  /**
   * @throws IOException where nothing answers at the address
   */
  PageProbe open(String page, String url) throws IOException, InterruptedException;
}
