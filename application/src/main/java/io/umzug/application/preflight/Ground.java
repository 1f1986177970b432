package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Site;
import java.util.List;
import java.util.Optional;

/** What all checks of a preflight stand on: the estate, and which of its SQL Servers answer. */
final class Ground {

  /** What a SQL Server is asked. */
  @FunctionalInterface
  interface Question<T> {
    T of(SqlServer server) throws Unanswered;
  }

  private final Estate estate;
  private final PreflightQuestion question;
  private final SqlServers servers;
  private final Answers answers;

  Ground(Estate estate, PreflightQuestion question, SqlServers servers, Answers answers) {
    this.estate = estate;
    this.question = question;
    this.servers = servers;
    this.answers = answers;
  }

  Estate estate() {
    return estate;
  }

  Plan plan() {
    return question.plan();
  }

  /** The SQL Servers that hold the databases at a site, or are to hold them. */
  List<String> servers(Site site) {
    return servers(estate, site);
  }

  static List<String> servers(Estate estate, Site site) {
    return estate.databases().stream()
        .map(move -> move.at(site))
        .filter(server -> !server.isBlank())
        .distinct()
        .toList();
  }

  /** The databases that are on this server at a site. */
  List<DatabaseMove> databases(Site site, String server) {
    return estate.databases().stream().filter(move -> move.at(site).equals(server)).toList();
  }

  Optional<SqlServerFacts> facts(String server) {
    return Optional.ofNullable(answers.facts().get(server));
  }

  Optional<SqlServerFailure> failure(String server) {
    return Optional.ofNullable(answers.failures().get(server));
  }

  /**
   * Asks over a connection of its own.
   *
   * @throws Unanswered where the server did not answer when it was tried
   * @throws SqlServerFailure where it refuses now
   */
  <T> T ask(String server, Question<T> asked) throws Unanswered {
    if (facts(server).isEmpty()) {
      throw new Unanswered(server);
    }
    try (SqlServer connection = connect(server)) {
      return asked.of(connection);
    }
  }

  /** A new connection, also to a server that has not been tried. */
  SqlServer connect(String server) {
    return connect(servers, estate, server);
  }

  static SqlServer connect(SqlServers servers, Estate estate, String server) {
    return servers.connect(estate, server, "preflight/" + estate.name());
  }
}
