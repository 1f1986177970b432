package io.umzug.domain.atlas;

/** Carries a refusal out of the parsing; {@link Atlas} turns it into a value. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AtlasRefusal refusal;

  RefusedException(AtlasRefusal refusal) {
    super(refusal.sentence(), null, false, false);
    this.refusal = refusal;
  }

  AtlasRefusal refusal() {
    return refusal;
  }
}
