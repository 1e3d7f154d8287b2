package org.madoguchi.web.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;

/** Reads a body and says which fields are wrong: unknown members, and the first wrong value. */
public final class JsonReading {
  private static final int UNKNOWN_MEMBERS = 10;
  private static final int PATH = 200;

  private final List<FieldProblem> problems = new ArrayList<>();

  private JsonReading() {}

  /**
   * @throws DomainException malformed-body when it is not JSON (or empty, or {@code null});
   *     invalid-fields with the paths of unknown members and wrong values
   */
  public static <T> T read(byte[] body, JavaType type) {
    return new JsonReading().readAll(body, type);
  }

  private <T> T readAll(byte[] body, JavaType type) {
    Optional<T> read = Optional.empty();
    // Jackson knows the path of an unknown member only when it stops there, so it is read again
    // past each one
    for (int passed = 0;
        passed <= UNKNOWN_MEMBERS && read.isEmpty() && problems.size() == passed;
        passed++) {
      read = readPast(passed, body, type);
    }
    if (!problems.isEmpty()) {
      throw new DomainException(
          Problems.INVALID_FIELDS, List.of(problems.size()), problems, Map.of());
    }
    return read.orElseThrow(() -> new DomainException(Problems.MALFORMED_BODY));
  }

  /** Empty after noting one more problem, or for a body that is {@code null}. */
  private <T> Optional<T> readPast(int unknownMembers, byte[] body, JavaType type) {
    try {
      T read =
          Json.mapper()
              .readerFor(type)
              .withHandler(new PassingOver(unknownMembers))
              .readValue(body);
      return Optional.ofNullable(read);
    } catch (UnrecognizedPropertyException e) {
      problems.add(new FieldProblem(path(e.getPath()), "unknown", List.of()));
    } catch (JsonMappingException e) {
      // a wrong value ends the reading, whatever else may be unknown behind it
      FieldProblem wrong = wrongValue(e);
      problems.add(wrong);
      throw new DomainException(
          Problems.INVALID_FIELDS, List.of(problems.size()), problems, Map.of());
    } catch (JsonProcessingException e) {
      throw new DomainException(Problems.MALFORMED_BODY);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    return Optional.empty();
  }

  private static FieldProblem wrongValue(JsonMappingException e) {
    if (e.getCause() instanceof DomainException thrownByRecord) {
      throw thrownByRecord;
    }
    // broken JSON inside a value, trailing tokens and an empty body have no field to point at
    boolean aboutWhole = e.getPath().isEmpty() && !(e instanceof ValueInstantiationException);
    if (aboutWhole || e.getCause() instanceof JsonProcessingException) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return problemOf(path(e.getPath()), e);
  }

  private static FieldProblem problemOf(String path, JsonMappingException e) {
    Class<?> wanted = e instanceof MismatchedInputException m ? m.getTargetType() : null;
    if (e instanceof InvalidFormatException && wanted != null && wanted.isEnum()) {
      return new FieldProblem(path, "not-allowed", List.of(constants(wanted)));
    }
    if (wanted != null && TemporalAccessor.class.isAssignableFrom(wanted)) {
      return new FieldProblem(path, "not-a-date", List.of());
    }
    return new FieldProblem(path, "invalid", List.of());
  }

  private static String constants(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> Checks.written((Enum<?>) constant))
        .collect(Collectors.joining(", "));
  }

  private static String path(List<Reference> references) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : references) {
      append(path, reference.getFieldName(), reference.getIndex());
    }
    return path.length() <= PATH ? path.toString() : path.substring(0, PATH);
  }

  private static void append(StringBuilder path, String name, int index) {
    if (name == null) {
      path.append('[').append(index).append(']');
    } else {
      path.append(path.isEmpty() ? "" : ".").append(name);
    }
  }

  /** Passes over the first unknown members; the next one stops the reading. */
  private static final class PassingOver extends DeserializationProblemHandler {
    private int left;

    PassingOver(int left) {
      this.left = left;
    }

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String member)
        throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      parser.skipChildren();
      return true;
    }
  }
}
