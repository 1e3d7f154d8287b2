package org.madoguchi.web.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The product's own types: records that are strings, strict instants, languages, Optionals. */
final class ProductModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ProductModule() {
    super("madoguchi");
    addDeserializer(Instant.class, new InstantReader());
    addSerializer(Locale.class, new LanguageWriter());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addTypeModifier(new OptionalType());
    context.addSerializers(new ProductSerializers());
    context.addKeySerializers(new KeySerializers());
    context.addDeserializers(new RecordDeserializers());
    context.addKeyDeserializers(ProductModule::keyReader);
  }

  private static KeyDeserializer keyReader(
      JavaType type, DeserializationConfig config, BeanDescription bean) {
    return WrittenRecord.of(type.getRawClass())
        .map(
            written ->
                new KeyDeserializer() {
                  @Override
                  public Object deserializeKey(String key, DeserializationContext context)
                      throws IOException {
                    try {
                      return written.read(key);
                    } catch (IllegalArgumentException e) {
                      return context.handleWeirdKey(type.getRawClass(), key, "not a value");
                    }
                  }
                })
        .orElse(null);
  }

  private static final class ProductSerializers extends Serializers.Base {
    @Override
    public JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription bean) {
      return WrittenRecord.is(type.getRawClass()) ? new RecordWriter() : null;
    }

    @Override
    public JsonSerializer<?> findReferenceSerializer(
        SerializationConfig config,
        com.fasterxml.jackson.databind.type.ReferenceType type,
        BeanDescription bean,
        com.fasterxml.jackson.databind.jsontype.TypeSerializer typed,
        JsonSerializer<Object> content) {
      return type.getRawClass() == Optional.class ? new OptionalWriter(type, typed, content) : null;
    }
  }

  private static final class KeySerializers extends Serializers.Base {
    @Override
    public JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription bean) {
      return WrittenRecord.is(type.getRawClass()) ? new RecordKeyWriter() : null;
    }
  }

  private static final class RecordDeserializers extends Deserializers.Base {
    @Override
    public JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription bean) {
      return WrittenRecord.of(type.getRawClass())
          .map(written -> new RecordReader(type.getRawClass(), written))
          .orElse(null);
    }
  }

  private static final class RecordWriter extends StdScalarSerializer<Object> {
    private static final long serialVersionUID = 1L;

    RecordWriter() {
      super(Object.class);
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(WrittenRecord.written(value));
    }
  }

  private static final class RecordKeyWriter extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeFieldName(WrittenRecord.written(value));
    }
  }

  private static final class RecordReader extends StdScalarDeserializer<Object> {
    private static final long serialVersionUID = 1L;
    private final transient WrittenRecord written;

    RecordReader(Class<?> type, WrittenRecord written) {
      super(type);
      this.written = written;
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return context.handleUnexpectedToken(handledType(), parser);
      }
      String text = parser.getText();
      try {
        return written.read(text);
      } catch (IllegalArgumentException e) {
        return context.handleWeirdStringValue(handledType(), text, "not a value");
      }
    }
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an instant");
      }
    }
  }

  private static final class LanguageWriter extends StdScalarSerializer<Locale> {
    private static final long serialVersionUID = 1L;

    LanguageWriter() {
      super(Locale.class);
    }

    @Override
    public void serialize(Locale locale, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(locale.toLanguageTag());
    }
  }
}
