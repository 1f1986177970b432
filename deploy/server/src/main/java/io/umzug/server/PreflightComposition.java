package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.PreflightLimits;
import io.umzug.application.preflight.PreflightWorker;
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
  Preflight preflight(Preflight.Ports ports) {
    return new Preflight(ports, PreflightLimits.usual());
  }
}
