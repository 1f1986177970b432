package io.umzug.domain.plan;

/** The versions of the product: V4 is XPhone UC 2011, V5 to V9 are XPhone Connect. */
public enum XPhoneVersion {
  /** No hop leads from it, only a transfer of the configuration to a new machine (R3). */
  V4,
  V5,
  V6,
  V7,
  V8,
  V9;

  /** The version to which the next major update leads: none may be left out (R9). */
  public XPhoneVersion next() {
    return values()[ordinal() + 1];
  }
}
