package io.umzug.domain.plan;

/**
 * A step of a procedure: the same step may stand in several hops.
 *
 * @param hop index of the hop, from 0
 */
public record StepAt(int hop, Step step) {}
