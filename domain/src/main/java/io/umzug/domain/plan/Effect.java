package io.umzug.domain.plan;

/** What a part of a step does to the machines, and what a way back would have to put back. */
public enum Effect {
  /** The software becomes that of the version to which the hop leads. */
  SOFTWARE,
  /** The XPhone service runs, or does not, otherwise than before. */
  SERVICE,
  /** atlas.xml, or what lies beside it. */
  FILES,
  /** The databases where the hop takes them from. */
  DATABASES_BEFORE,
  /** The databases where the hop takes them to. */
  DATABASES,
  /** From when it is begun on, no way leads back. */
  NO_RETURN,
  /** When it is done, no way leads back. */
  NO_RETURN_ONCE_DONE
}
