package io.umzug.infrastructure.estate;

import io.umzug.application.estatecheck.Mistake;
import io.umzug.infrastructure.estate.Setting.Group;
import io.umzug.infrastructure.estate.Setting.Pair;
import io.umzug.infrastructure.secrets.CredentialName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names that lead nowhere, or to two things. */
final class References {

  private final List<Mistake> mistakes = new ArrayList<>();

  private References() {}

  static List<Mistake> of(Setting umzug) {
    References references = new References();
    List<Setting> estates = entries(umzug, "estates");
    references.twice(estates, "name", "an estate");
    estates.forEach(references::estate);
    references.credentials(umzug);
    return references.mistakes;
  }

  private static List<Setting> entries(Setting parent, String key) {
    return parent.at(key).map(Setting::items).orElse(List.of());
  }

  private void mistake(Setting at, String sentence, String... rules) {
    mistakes.add(new Mistake(at.place().line(), at.place().column(), sentence, List.of(rules)));
  }

  private void estate(Setting estate) {
    List<Setting> servers = entries(estate, "sql-servers");
    List<Setting> databases = entries(estate, "databases");
    twice(servers, "name", "a SQL Server");
    twice(databases, "name", "a database");
    twice(entries(estate, "hosts"), "name", "a host");
    twice(
        Stream.concat(entries(estate, "mounts").stream(), entries(estate, "shares").stream())
            .toList(),
        "unc",
        "a mount or share");
    List<String> known = servers.stream().map(server -> server.text("name")).toList();
    boolean transfer = estate.text("route").equals("transfer");
    for (Setting database : databases) {
      if (!transfer && database.text("source").isBlank()) {
        mistake(
            database.at("source").orElse(database),
            "The database '%s' lacks 'source': the SQL Server on which it is now."
                .formatted(database.text("name")),
            "R24");
      }
      Stream.of("source", "target", "intermediate")
          .forEach(site -> database.at(site).ifPresent(named -> server(named, site, known)));
    }
    entries(estate, "hosts").forEach(host -> host(host, estate));
    xphones(estate)
        .flatMap(xphone -> xphone.at("mobile-web-host").stream())
        .forEach(named -> mobileWebHost(named, estate));
  }

  private static Stream<Setting> xphones(Setting estate) {
    return Stream.of("xphone", "source-xphone", "intermediate-xphone")
        .flatMap(key -> estate.at(key).stream());
  }

  /** R35: its view can only be had over SSH. */
  private void mobileWebHost(Setting named, Setting estate) {
    String name = named.text();
    List<String> hosts = entries(estate, "hosts").stream().map(host -> host.text("name")).toList();
    if (!name.isBlank() && hosts.stream().noneMatch(name::equalsIgnoreCase)) {
      mistake(
          named,
          "'mobile-web-host' is '%s', but no entry of 'hosts' is called so, and from no other machine can port 2231 be tried.%s"
              .formatted(name, Nearest.didYouMean(name, hosts)),
          "R35");
    }
  }

  private void server(Setting named, String site, List<String> known) {
    String name = named.text();
    if (!name.isBlank() && known.stream().noneMatch(name::equalsIgnoreCase)) {
      mistake(
          named,
          "'%s' is '%s', but no entry of 'sql-servers' is called so.%s"
              .formatted(site, name, meantOrKnown(name, known)));
    }
  }

  private static String meantOrKnown(String name, List<String> known) {
    String meant = Nearest.didYouMean(name, known);
    return meant.isEmpty() ? " They are: %s.".formatted(String.join(", ", known)) : meant;
  }

  /** A misspelt host would be taken for none: its paths would be looked for on this machine. */
  private void host(Setting host, Setting estate) {
    Set<String> machines = new HashSet<>();
    xphones(estate)
        .flatMap(xphone -> Stream.of(xphone.text("host"), xphone.text("mobile-web-host")))
        .forEach(machines::add);
    machines.add(estate.text("source-machine"));
    entries(estate, "sql-servers").stream()
        .map(server -> server.text("name").replaceFirst("\\\\.*", ""))
        .forEach(machines::add);
    machines.remove("");
    String name = host.text("name");
    if (!name.isBlank() && machines.stream().noneMatch(name::equalsIgnoreCase)) {
      mistake(
          host.at("name").orElse(host),
          "No machine of the estate is called '%s', so the entry serves nobody.%s"
              .formatted(name, meantOrKnown(name, machines.stream().sorted().toList())));
    }
  }

  private void twice(List<Setting> entries, String key, String what) {
    Map<String, Setting> seen = new HashMap<>();
    for (Setting entry : entries) {
      Optional<Setting> named = entry.at(key);
      if (named.isEmpty() || named.get().text().isBlank()) {
        continue;
      }
      Setting first = seen.putIfAbsent(named.get().text().toLowerCase(Locale.ROOT), named.get());
      if (first != null) {
        mistake(
            named.get(),
            "'%s' is the %s of %s twice; the first is in line %d."
                .formatted(named.get().text(), key, what, first.place().line()));
      }
    }
  }

  /** Two names that are one variable would be given one secret. */
  private void credentials(Setting umzug) {
    Map<String, Setting> seen = new HashMap<>();
    for (Setting credential : credentialsBelow(umzug).toList()) {
      String variable = CredentialName.variable(credential.text());
      Setting first = seen.putIfAbsent(variable, credential);
      if (first != null && !first.text().equals(credential.text())) {
        mistake(
            credential,
            "'%s' and '%s' (line %d) are both the variable %s. Write the same name, or make them differ in a letter or digit."
                .formatted(credential.text(), first.text(), first.place().line(), variable));
      }
    }
  }

  /** The names of all credentials, in their order. */
  static Stream<Setting> credentialsBelow(Setting setting) {
    return setting instanceof Group group
        ? group.pairs().stream().flatMap(References::credentialsOf)
        : setting.items().stream().flatMap(References::credentialsBelow);
  }

  private static Stream<Setting> credentialsOf(Pair pair) {
    boolean named = pair.key().equals("credential") || pair.key().equals("trust-store-credential");
    return named && !pair.value().text().isBlank()
        ? Stream.of(pair.value())
        : credentialsBelow(pair.value());
  }
}
