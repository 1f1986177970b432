package io.umzug.server;

import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.ServiceControl;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.XPhoneEntry;
import io.umzug.infrastructure.host.EstateHost;
import io.umzug.infrastructure.host.IisApplicationPools;
import io.umzug.infrastructure.host.ScServiceControl;
import io.umzug.infrastructure.host.command.ConfiguredHostCommands;
import io.umzug.infrastructure.ssh.SshHosts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs on the machines of the estates: commands, and what is asked by them. */
@Configuration(proxyBeanMethods = false)
class HostComposition {

  @Bean
  HostCommands hostCommands(SshHosts hosts) {
    return new ConfiguredHostCommands(hosts);
  }

  @Bean
  ServiceControl serviceControl(
      EstateSettings settings, HostCommands commands, InstantSource clock) {
    return new ScServiceControl(
        commands,
        ofHosts(
            settings,
            entry -> new ScServiceControl.Way(entry.serviceControl(), entry.serviceTimeout())),
        clock);
  }

  @Bean
  ApplicationPools applicationPools(EstateSettings settings, HostCommands commands) {
    return new IisApplicationPools(
        commands,
        ofHosts(
            settings,
            entry ->
                new IisApplicationPools.Way(
                    entry.applicationPool().name(),
                    entry.applicationPool().maySet(),
                    entry.applicationPool().appcmd(),
                    entry.applicationPool().powershell())));
  }

  private static <T> Map<EstateHost, T> ofHosts(
      EstateSettings settings, Function<XPhoneEntry, T> described) {
    Map<EstateHost, T> byHost = new HashMap<>();
    for (EstateEntry estate : settings.estates()) {
      estate
          .xphones()
          .values()
          .forEach(
              entry ->
                  byHost.put(new EstateHost(estate.name(), entry.host()), described.apply(entry)));
    }
    return byHost;
  }
}
