package org.madoguchi.web.internal.rest;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;
import org.madoguchi.web.internal.json.Json;
import org.madoguchi.web.internal.json.JsonReading;

/** Reads and writes bodies as JSON. What cannot be written fails before the first byte is sent. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  /** Types that are a body themselves. */
  private static final Set<Class<?>> RAW =
      Set.of(
          InputStream.class,
          Reader.class,
          String.class,
          byte[].class,
          File.class,
          StreamingOutput.class);

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return !isRaw(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    JavaType wanted = Json.mapper().constructType(generic == null ? type : generic);
    return JsonReading.read(body.readAllBytes(), wanted); // the filter limits its size
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return !isRaw(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    ObjectWriter writer = Json.mapper().writer();
    out.write(writer.writeValueAsBytes(value));
  }

  private static boolean isRaw(Class<?> type) {
    return RAW.stream().anyMatch(raw -> raw.isAssignableFrom(type));
  }
}
