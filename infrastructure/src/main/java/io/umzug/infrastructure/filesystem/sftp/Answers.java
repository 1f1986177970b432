package io.umzug.infrastructure.filesystem.sftp;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.sftp.Request;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPEngine;

/** Requests that sshj has no method for. */
final class Answers {

  private Answers() {}

  static Response of(SFTPEngine engine, Request request) throws IOException {
    return engine.request(request).retrieve(engine.getTimeoutMs(), TimeUnit.MILLISECONDS);
  }
}
