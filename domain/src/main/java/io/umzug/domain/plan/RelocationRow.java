package io.umzug.domain.plan;

/** One row of R24. */
public record RelocationRow(
    Step step,
    Performer performer,
    Obligation a,
    Obligation b,
    Obligation c,
    Obligation d,
    String action) {

  public Obligation in(Plan plan) {
    return switch (plan) {
      case A -> a;
      case B -> b;
      case C -> c;
      case D -> d;
    };
  }
}
