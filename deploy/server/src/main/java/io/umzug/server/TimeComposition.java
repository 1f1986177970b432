package io.umzug.server;

import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.saga.WaitingLimits;
import io.umzug.application.saga.WaitingLimits.Patience;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a move may wait for a person, and by which clock its window is read. */
@Configuration(proxyBeanMethods = false)
class TimeComposition {

  @Bean
  WaitingLimits waitingLimits(
      @Value("${umzug.waiting.reminder}") Duration reminder,
      @Value("${umzug.waiting.escalation}") Duration escalation,
      @Value("${umzug.waiting.paused.reminder}") Duration pausedReminder,
      @Value("${umzug.waiting.paused.escalation}") Duration pausedEscalation,
      @Value("${umzug.waiting.again}") Duration again) {
    return new WaitingLimits(
        new Patience(reminder, escalation), new Patience(pausedReminder, pausedEscalation), again);
  }

  @Bean
  CutOverClock cutOverClock(
      EventHistory history,
      InstantSource clock,
      @Value("${umzug.cut-over.warning}") Duration warning) {
    return new CutOverClock(history, clock, warning);
  }
}
