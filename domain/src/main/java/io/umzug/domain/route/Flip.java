package io.umzug.domain.route;

/**
 * What would change a decision: with this fact so, and all others as they are, it would become
 * that. It has been tried, not concluded.
 */
public record Flip(Known<?> with, Outcome becomes) {}
