package io.umzug.server;

import io.umzug.application.estatecheck.TrialsOfEstate;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.preflight.Preflight;
import io.umzug.infrastructure.host.command.SshShells;
import io.umzug.infrastructure.secrets.Secrets;
import io.umzug.infrastructure.ssh.SshHosts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code estate check} tries the entries of an estate file with. */
@Configuration(proxyBeanMethods = false)
class EstateCheckComposition {

  @Bean
  TrialsOfEstate.Ports trialPorts(
      Preflight.Ports checks, HostPlaces places, CsvFiles csv, SshHosts hosts, Secrets secrets) {
    return new TrialsOfEstate.Ports(checks, places, csv, new SshShells(hosts), secrets::placeOf);
  }
}
