package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import org.jspecify.annotations.Nullable;

/** The XPhone service of the host that is worked on, by the host's service control manager. */
public interface ServiceControl {

  /** As Windows names them; PAUSED and its kin do not occur with this service. */
  enum State {
    STOPPED,
    START_PENDING,
    STOP_PENDING,
    RUNNING
  }

  /**
   * What the service control manager shows.
   *
   * @param exitCode Windows' own: why the service ended last, or why it was not started
   * @param ownExitCode the service's, of meaning only where Windows' is 1066
   * @param text the manager's own, unchanged
   */
  record Status(State state, int exitCode, int ownExitCode, String text) {

    public Status(State state, int exitCode, String text) {
      this(state, exitCode, 0, text);
    }
  }

  /** The service control manager refused or did not answer. */
  final class ServiceProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final @Nullable CommandTrouble trouble;

    public ServiceProblem(String message) {
      this(message, 0);
    }

    /**
     * @param code Windows' own; 0 where none is known
     */
    public ServiceProblem(String message, int code) {
      super(message);
      this.code = code;
      this.trouble = null;
    }

    /** Nobody could be asked. */
    public ServiceProblem(CommandTrouble trouble) {
      super(trouble.getMessage(), trouble);
      this.code = 0;
      this.trouble = trouble;
    }

    public int code() {
      return code;
    }

    /** Null where the manager itself answered. */
    public @Nullable CommandTrouble trouble() {
      return trouble;
    }
  }

  Status query(Estate estate) throws ServiceProblem, InterruptedException;

  /**
   * The account under which the service runs, as its machine spells it (R27).
   *
   * @throws ServiceProblem where it cannot be seen
   */
  String account(Estate estate) throws ServiceProblem, InterruptedException;

  /** What Windows' event log says of the last minutes, newest first; empty where it is silent. */
  String eventLog(Estate estate) throws InterruptedException;

  /**
   * Starts the service unless it runs, and waits until it runs or has stopped again.
   *
   * @return the state it came to rest in
   */
  Status start(Estate estate) throws ServiceProblem, InterruptedException;

  /** Stops the service unless it is stopped, and waits until it is. */
  Status stop(Estate estate) throws ServiceProblem, InterruptedException;
}
