package io.umzug.domain.plan;

/**
 * The versions of XPhone Connect; XPhone UC 2011 ("V4") is no hop but a transfer of its own (R3).
 */
public enum XPhoneVersion {
  V5,
  V6,
  V7,
  V8,
  V9
}
