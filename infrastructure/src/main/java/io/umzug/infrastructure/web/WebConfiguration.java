package io.umzug.infrastructure.web;

import io.umzug.application.migration.Boards;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.infrastructure.datafolder.ApiToken;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * The HTTP interface. Needs beans Boards, EventHistory, Estates, MigrationDesk, Preflight and
 * ApiToken, and takes an InstantSource where there is one.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  AdviceController.class,
  CutOverController.class,
  EstatesController.class,
  MigrationsController.class,
  EvidenceController.class,
  InstructionsController.class,
  FindingsController.class,
  PreflightController.class,
  ProblemAdvice.class
})
public class WebConfiguration {

  @Bean
  BoardText boardText(ObjectProvider<InstantSource> clock) {
    return new BoardText(clock.getIfAvailable(InstantSource::system));
  }

  @Bean
  InstructionDesk instructionDesk(MigrationDesk desk, Boards boards, BoardText text) {
    return new InstructionDesk(desk, boards, text);
  }

  /** On every path: what is added later is closed until somebody opens it. */
  @Bean
  FilterRegistrationBean<BearerTokenFilter> bearerTokenFilter(ApiToken token) {
    FilterRegistrationBean<BearerTokenFilter> registration =
        new FilterRegistrationBean<>(new BearerTokenFilter(token));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
