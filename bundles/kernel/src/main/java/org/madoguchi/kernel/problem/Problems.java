package org.madoguchi.kernel.problem;

/** The problems every room may raise. */
public final class Problems {
  /** Fields of the body or query are wrong; see {@link Checks}. */
  public static final ProblemType INVALID_FIELDS = type("invalid-fields", 400);

  /** The body is not the JSON (or CSV) it claims to be. */
  public static final ProblemType MALFORMED_BODY = type("malformed-body", 400);

  public static final ProblemType UNAUTHENTICATED = type("unauthenticated", 401);
  public static final ProblemType LOGIN_FAILED = type("login-failed", 401);
  public static final ProblemType FORBIDDEN = type("forbidden", 403);

  /** The CSRF token of the session is missing or wrong. */
  public static final ProblemType CSRF_TOKEN_WRONG = type("csrf-token-wrong", 403);

  public static final ProblemType NOT_FOUND = type("not-found", 404);

  /** Also what a person gets who may not see the municipality. Argument: the slug as asked for. */
  public static final ProblemType MUNICIPALITY_NOT_FOUND = type("municipality-not-found", 404);

  public static final ProblemType METHOD_NOT_ALLOWED = type("method-not-allowed", 405);
  public static final ProblemType NOT_ACCEPTABLE = type("not-acceptable", 406);
  public static final ProblemType CONFLICT = type("conflict", 409);

  /** If-Match is stale; the extension {@code changed} lists the fields others changed since. */
  public static final ProblemType STALE_VERSION = type("stale-version", 412);

  /** Argument: the limit in bytes. */
  public static final ProblemType BODY_TOO_LARGE = type("body-too-large", 413);

  public static final ProblemType UNSUPPORTED_MEDIA_TYPE = type("unsupported-media-type", 415);

  /** An edit without If-Match. */
  public static final ProblemType VERSION_REQUIRED = type("version-required", 428);

  /** Argument: seconds until the next try. */
  public static final ProblemType TOO_MANY_REQUESTS = type("too-many-requests", 429);

  public static final ProblemType INTERNAL_ERROR = type("internal-error", 500);

  /** A part is being replaced or is not installed; Retry-After says when to try again. */
  public static final ProblemType UNAVAILABLE = type("unavailable", 503);

  /** Files cannot be stored: the disk is full or gone. Nothing was kept; Retry-After is set. */
  public static final ProblemType STORAGE_FULL = type("storage-full", 507);

  private Problems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(Problems.class, name, status);
  }
}
