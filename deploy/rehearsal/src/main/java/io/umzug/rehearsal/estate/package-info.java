/**
 * The stand-in estate: its folder, journal, faults, shares, XPhone servers and control interface.
 */
@NullMarked
package io.umzug.rehearsal.estate;

import org.jspecify.annotations.NullMarked;
