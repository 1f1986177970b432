package io.umzug.infrastructure.web;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service is up, and which estates it knows. */
@RestController
final class EstatesController {

  record Health(String status, boolean rehearsal) {}

  record KnownEstate(
      String name,
      String title,
      boolean rehearsal,
      XPhoneVersion from,
      XPhoneVersion to,
      List<String> sqlServers,
      List<DatabaseMove> databases,
      String xphoneHost) {}

  private final Estates estates;

  EstatesController(Estates estates) {
    this.estates = estates;
  }

  /** A service is a rehearsal only where nothing real can be touched through it. */
  @GetMapping("/api/health")
  Health health() {
    List<Estate> all = estates.all();
    return new Health("up", !all.isEmpty() && all.stream().allMatch(Estate::rehearsal));
  }

  @GetMapping("/api/estates")
  List<KnownEstate> all() {
    return estates.all().stream().map(EstatesController::known).toList();
  }

  private static KnownEstate known(Estate estate) {
    return new KnownEstate(
        estate.name(),
        estate.title(),
        estate.rehearsal(),
        estate.from(),
        estate.to(),
        estate.sqlServers().stream().map(SqlServerAddress::name).toList(),
        estate.databases(),
        estate.xphone().host());
  }
}
