package io.umzug.application.host;

import io.umzug.application.estate.Estate;

/** The XPhone service of the host that is worked on, by the host's service control manager. */
public interface ServiceControl {

  /** As Windows names them; PAUSED and its kin do not occur with this service. */
  enum State {
    STOPPED,
    START_PENDING,
    STOP_PENDING,
    RUNNING
  }

  /** What the service control manager shows; {@code text} is its own, unchanged. */
  record Status(State state, int exitCode, String text) {}

  /** The service control manager refused or did not answer. */
  final class ServiceProblem extends Exception {

    private static final long serialVersionUID = 1L;

    public ServiceProblem(String message) {
      super(message);
    }
  }

  Status query(Estate estate) throws ServiceProblem;

  /**
   * Starts the service unless it runs, and waits until it runs or has stopped again.
   *
   * @return the state it came to rest in
   */
  Status start(Estate estate) throws ServiceProblem, InterruptedException;

  /** Stops the service unless it is stopped, and waits until it is. */
  Status stop(Estate estate) throws ServiceProblem, InterruptedException;
}
