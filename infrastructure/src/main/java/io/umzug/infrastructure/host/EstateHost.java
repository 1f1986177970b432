package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;

/** An XPhone host of an estate. */
public record EstateHost(String estate, String host) {

  /** The one that the estate is worked on. */
  static EstateHost of(Estate estate) {
    return new EstateHost(estate.name(), estate.xphone().host());
  }
}
