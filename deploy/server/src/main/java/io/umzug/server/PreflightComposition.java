package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.preflight.Network;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.PreflightLimits;
import io.umzug.application.preflight.PreflightWorker;
import io.umzug.application.sqlserver.SqlServers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The preflight, with its ports, and its worker. */
@Configuration(proxyBeanMethods = false)
class PreflightComposition {

  @Bean
  PreflightWorker preflightWorker(Estates estates, Preflight preflight) {
    return new PreflightWorker(estates, preflight);
  }

  @Bean
  Preflight preflight(
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ApplicationPools pools,
      BackupFiles files,
      Network network) {
    return new Preflight(
        new Preflight.Ports(servers, atlas, control, pools, files, network),
        PreflightLimits.usual());
  }
}
