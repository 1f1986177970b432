package io.umzug.rehearsal.estate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the parts of a layout are written on a command line. */
public final class Options {

  private Options() {}

  /** {@code V5} or {@code sql-express}. */
  public static final class RouteLabel implements ITypeConverter<Route> {

    @Override
    public Route convert(String label) {
      try {
        return Route.labelled(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** {@code backup} or {@code script}. */
  public static final class TransportLabel implements ITypeConverter<Transport> {

    @Override
    public Transport convert(String label) {
      try {
        return Transport.labelled(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** {@code in-place} or {@code intermediate}. */
  public static final class DowntimeLabel implements ITypeConverter<Downtime> {

    @Override
    public Downtime convert(String label) {
      try {
        return Downtime.labelled(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
