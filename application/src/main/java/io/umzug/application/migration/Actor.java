package io.umzug.application.migration;

/** Who is behind a command: kept with every event that comes of it. */
public record Actor(String person, Origin origin) {

  /** By which way a command came. */
  public enum Origin {
    API,
    WORKER,
    DEADLINE
  }

  public static final Actor WORKER = new Actor("umzug", Origin.WORKER);
  public static final Actor DEADLINE = new Actor("umzug", Origin.DEADLINE);
}
