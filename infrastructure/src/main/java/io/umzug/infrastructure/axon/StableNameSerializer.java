package io.umzug.infrastructure.axon;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.infrastructure.stored.StableNames;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/** Axon's JSON serializer, with {@link StableNames} in place of class names. */
public final class StableNameSerializer extends JacksonSerializer {

  private StableNameSerializer(Builder builder) {
    super(builder);
  }

  public static StableNameSerializer create(ObjectMapper mapper) {
    return new StableNameSerializer(JacksonSerializer.builder().objectMapper(mapper));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public SerializedType typeForClass(Class type) {
    if (type == null || Void.TYPE.equals(type) || Void.class.equals(type)) {
      return SimpleSerializedType.emptyType();
    }
    Class<?> known = type;
    return new SimpleSerializedType(
        StableNames.of(known)
            .orElseThrow(
                () ->
                    new SerializationException(
                        known.getName() + " has no stable name, so it is not stored")),
        StableNames.REVISION);
  }

  @Override
  protected String resolveClassName(SerializedType type) {
    return StableNames.classOf(type.getName())
        .orElseThrow(
            () ->
                new SerializationException(
                    "Nothing is known under the stored name " + type.getName()))
        .getName();
  }
}
