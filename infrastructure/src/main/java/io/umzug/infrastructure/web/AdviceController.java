package io.umzug.infrastructure.web;

import io.umzug.domain.route.RouteCompiler;
import io.umzug.infrastructure.facts.AdviceView;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import io.umzug.infrastructure.facts.FactsReading.Understood;
import io.umzug.infrastructure.facts.JsonFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Advice on a move from facts about it; nothing is opened, chosen or kept. */
@RestController
final class AdviceController {

  @PostMapping("/api/advice")
  AdviceView advise(HttpServletRequest request) throws IOException {
    return switch (JsonFacts.read(RequestReader.json(request))) {
      case Understood understood -> AdviceView.of(RouteCompiler.compile(understood.facts()));
      case Misread misread -> throw Problems.misread(misread.mistakes());
    };
  }
}
