package org.madoguchi.web.internal.problem;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever was thrown into a problem, logs what nobody expected once, and writes problems to
 * responses.
 */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final DatabaseAway DATABASE = new DatabaseAway();
  private static final int CAUSES = 10;
  private static final String RETRY_SECONDS = "5";

  private Failures() {}

  /**
   * The problem behind a failure: the first {@link DomainException} among its causes; unavailable
   * when the database is away; else internal-error. The latter is logged here with its trace and
   * the correlation id, never with a body.
   */
  public static DomainException problemOf(Throwable failure, HttpServletRequest request) {
    Optional<DomainException> expected = find(failure, DomainException.class);
    if (expected.isPresent()) {
      return expected.get();
    }
    if (find(failure, ClientGone.class).isPresent()) {
      LOG.debug("{}: the client broke off", Requests.correlation(request));
      return new DomainException(WebProblems.BAD_REQUEST);
    }
    // a pool wraps what the driver said in one that says nothing
    Optional<Throwable> database = find(failure, Throwable.class, DATABASE::isCauseOf);
    if (database.isPresent()) {
      DATABASE.tell(Requests.correlation(request), database.get());
      return new DomainException(Problems.UNAVAILABLE);
    }
    LOG.error("{}: {} failed", Requests.correlation(request), request.getMethod(), failure);
    return new DomainException(Problems.INTERNAL_ERROR);
  }

  /** Writes the problem unless the response is on its way already. */
  public static void send(
      HttpServletRequest request, HttpServletResponse response, DomainException problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.reset();
    ResponseHeaders.apply(request, response);
    response.setHeader("Cache-Control", "no-store");
    response.setStatus(problem.type().status());
    header(problem).ifPresent(h -> response.setHeader(h.name(), h.value()));
    byte[] body = document(request, problem);
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    response.setContentLength(body.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }

  /** The document in the language of the request. */
  public static byte[] document(HttpServletRequest request, DomainException problem) {
    return ProblemDocument.of(
        problem, Requests.locale(request), request.getRequestURI(), Requests.correlation(request));
  }

  /** A header of the answer. */
  public record Header(String name, String value) {}

  /** The header that tells a client what it may do next, if the problem's status has one. */
  public static Optional<Header> header(DomainException problem) {
    return switch (problem.type().status()) {
      case 401 -> Optional.of(new Header("WWW-Authenticate", "Bearer"));
      case 429 ->
          problem.arguments().stream()
              .findFirst()
              .map(seconds -> new Header("Retry-After", seconds.toString()));
      case 503, 507 -> Optional.of(new Header("Retry-After", RETRY_SECONDS));
      default -> Optional.empty();
    };
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return find(failure, type, any -> true);
  }

  private static <T extends Throwable> Optional<T> find(
      Throwable failure, Class<T> type, Predicate<T> meant) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      if (type.isInstance(cause) && meant.test(type.cast(cause))) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
