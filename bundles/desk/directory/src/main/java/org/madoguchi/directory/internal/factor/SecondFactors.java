package org.madoguchi.directory.internal.factor;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.account.AccountSettings;
import org.madoguchi.directory.internal.login.Passwords;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.FactorStore;
import org.madoguchi.directory.internal.store.FactorStore.Factor;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.SecondFactor;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second factor of a login: codes of an authenticator app, and recovery codes for the day it is
 * lost. A person sets it up and gives it up; an administrator can only take it away.
 */
@Component(service = {SecondFactors.class, SecondFactor.class})
public final class SecondFactors implements SecondFactor {
  private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern CODE = Pattern.compile("\\d{" + Totp.DIGITS + "}");
  private static final String ISSUER = "Madoguchi";

  /**
   * @param needed whether a role of the person asks for it
   * @param since when it was set up; absent without one
   * @param recoveryCodes how many are left
   */
  public record State(
      boolean enrolled, boolean needed, Optional<Instant> since, int recoveryCodes) {}

  /**
   * What the app is told, once.
   *
   * @param secret in Base32, to be typed where no camera is
   * @param address of the scheme {@code otpauth}; what the QR code says
   */
  public record Offer(String secret, String address, QrCode qr) {
    /** A record would show the secret. */
    @Override
    public String toString() {
      return "Offer";
    }
  }

  private final DirectoryUnit unit;
  private final FactorStore factors;
  private final StaffStore people;
  private final SecretStore secrets;
  private final Passwords passwords;
  private final AccountSettings settings;
  private final EventLog events;
  private final Clock clock;

  @Activate
  public SecondFactors(
      @Reference DirectoryUnit unit,
      @Reference FactorStore factors,
      @Reference StaffStore people,
      @Reference SecretStore secrets,
      @Reference Passwords passwords,
      @Reference AccountSettings settings,
      @Reference EventLog events,
      @Reference Clock clock) {
    this.unit = unit;
    this.factors = factors;
    this.people = people;
    this.secrets = secrets;
    this.passwords = passwords;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public boolean isAskedOf(StaffId who) {
    return unit.transactions().read(() -> factors.find(who)).filter(Factor::isEnrolled).isPresent();
  }

  @Override
  public boolean accepts(StaffId who, String code) {
    String plain = plain(code);
    return CODE.matcher(plain).matches() ? acceptsOfApp(who, plain) : acceptsRecovery(who, plain);
  }

  private static String plain(String code) {
    return Normalizer.normalize(code, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s-]", "");
  }

  private boolean acceptsOfApp(StaffId who, String code) {
    Optional<Factor> factor =
        unit.transactions().read(() -> factors.find(who)).filter(Factor::isEnrolled);
    if (factor.isEmpty()) {
      return false;
    }
    OptionalLong step = Totp.stepOf(secret(who, factor.get().secret()), code, clock.instant());
    return step.isPresent() && unit.transactions().write(() -> factors.take(who, step.getAsLong()));
  }

  private boolean acceptsRecovery(StaffId who, String code) {
    String hash = RecoveryCodes.hash(who, code);
    if (!unit.transactions().read(() -> factors.holdsCode(who, hash))) {
      return false; // nothing was used up, so nothing is written
    }
    return unit.decide(
        () -> {
          if (!factors.useCode(who, hash)) {
            return false;
          }
          StaffEntry person = people.find(who).orElseThrow().revised();
          events.append(
              unit.transactions(),
              List.of(
                  DirectoryEvents.recoveryCodeUsed(
                      person, factors.codesLeft(who), clock.instant())));
          people.save(List.of(person));
          return true;
        });
  }

  public State stateOf(StaffId who) {
    return unit.transactions()
        .read(
            () -> {
              Optional<Factor> factor = factors.find(who).filter(Factor::isEnrolled);
              return new State(
                  factor.isPresent(),
                  isNeeded(people.find(who).orElseThrow()),
                  factor.map(Factor::changedAt),
                  factors.codesLeft(who));
            });
  }

  /** Whether a role of the person asks for a second factor. Joins the running transaction. */
  private boolean isNeeded(StaffEntry person) {
    return person.staff().grants().stream()
        .anyMatch(grant -> settings.rolesWithSecondFactor().contains(grant.role()));
  }

  /** Whether the person needs one and has none. Joins the running transaction. */
  public boolean isMissing(StaffId who) {
    return people.find(who).filter(this::isNeeded).isPresent()
        && factors.find(who).filter(Factor::isEnrolled).isEmpty();
  }

  /**
   * Shows a new secret. The factor there was, if any, counts until the new one is confirmed.
   *
   * @throws DomainException current-password-wrong
   */
  public Offer offer(StaffId who, char[] password) {
    passwords.requireCurrent(who, password);
    byte[] secret = new byte[Totp.SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String encrypted = keyForNew().encrypt(who.value(), secret);
    Instant now = clock.instant();
    unit.transactions()
        .write(
            () -> {
              Factor before = factors.find(who).orElseGet(() -> new Factor(who, "", "", 0, now));
              factors.save(
                  new Factor(
                      who, before.secret(), encrypted, before.lastStep(), before.changedAt()));
            });
    String text = Base32.encode(secret);
    String address =
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
            .formatted(ISSUER, who, text, ISSUER, Totp.DIGITS, Totp.STEP_SECONDS);
    return new Offer(text, address, QrCode.of(address));
  }

  /**
   * Takes the offered secret when the app shows its codes.
   *
   * @return the recovery codes, shown this once
   * @throws DomainException conflict when nothing was offered; second-factor-code-wrong
   */
  public List<String> confirm(StaffId who, String code) {
    Factor factor =
        unit.transactions()
            .read(() -> factors.find(who))
            .filter(f -> !f.pending().isEmpty())
            .orElseThrow(() -> new DomainException(DirectoryProblems.SECOND_FACTOR_NOT_OFFERED));
    Instant now = clock.instant();
    OptionalLong step =
        Totp.stepOf(secret(who, factor.pending()), plain(code == null ? "" : code), now);
    if (step.isEmpty()) {
      throw new DomainException(DirectoryProblems.SECOND_FACTOR_CODE_WRONG);
    }
    List<String> codes = RecoveryCodes.fresh();
    unit.decide(
        () -> {
          Factor present = factors.find(who).orElse(factor);
          if (!present.pending().equals(factor.pending())) {
            throw new DomainException(DirectoryProblems.SECOND_FACTOR_CODE_WRONG);
          }
          record(who, p -> DirectoryEvents.secondFactorEnrolled(p, now));
          factors.save(new Factor(who, factor.pending(), "", step.getAsLong(), now));
          factors.replaceCodes(who, hashes(who, codes));
          secrets.fulfil(who, Duty.ENROL_SECOND_FACTOR);
        });
    return codes;
  }

  /**
   * New recovery codes; those before are no longer taken.
   *
   * @throws DomainException current-password-wrong; second-factor-not-offered without a factor
   */
  public List<String> renewCodes(StaffId who, char[] password) {
    passwords.requireCurrent(who, password);
    List<String> codes = RecoveryCodes.fresh();
    unit.decide(
        () -> {
          if (factors.find(who).filter(Factor::isEnrolled).isEmpty()) {
            throw new DomainException(DirectoryProblems.SECOND_FACTOR_NOT_OFFERED);
          }
          record(who, p -> DirectoryEvents.recoveryCodesRenewed(p, clock.instant()));
          factors.replaceCodes(who, hashes(who, codes));
        });
    return codes;
  }

  private static List<String> hashes(StaffId who, List<String> codes) {
    return codes.stream().map(code -> RecoveryCodes.hash(who, plain(code))).toList();
  }

  /**
   * @throws DomainException current-password-wrong; second-factor-needed when a role asks for it
   */
  public void giveUp(StaffId who, char[] password) {
    passwords.requireCurrent(who, password);
    unit.decide(
        () -> {
          if (isNeeded(people.find(who).orElseThrow())) {
            throw new DomainException(DirectoryProblems.SECOND_FACTOR_NEEDED);
          }
          if (factors.find(who).isPresent()) {
            record(who, p -> DirectoryEvents.secondFactorRemoved(p, who, clock.instant()));
            factors.remove(who);
          }
        });
  }

  /**
   * Takes somebody's away, whose device is lost, and ends the person's sessions: whoever found it
   * may be in one.
   *
   * @throws DomainException forbidden unless the caller manages every municipality the person works
   *     for; invalid-fields for an unknown login
   */
  public void reset(AccessScope scope, StaffId who) {
    unit.decide(
        () -> {
          StaffEntry person = Access.managed(people, scope, who).revised();
          events.append(
              unit.transactions(),
              List.of(DirectoryEvents.secondFactorRemoved(person, scope.who(), clock.instant())));
          people.save(List.of(person));
          factors.remove(who);
          secrets.removeSessionsOf(List.of(who), Set.of());
        });
  }

  private void record(StaffId who, Function<StaffEntry, NewEvent> event) {
    StaffEntry person = people.find(who).orElseThrow().revised();
    events.append(unit.transactions(), List.of(event.apply(person)));
    people.save(List.of(person));
  }

  private byte[] secret(StaffId who, String encrypted) {
    return FactorKey.read(settings.keyFile())
        .filter(key -> key.opens(encrypted))
        .orElseThrow(this::keyMissing)
        .decrypt(who.value(), encrypted);
  }

  /** The first one of an installation makes the key; later a missing one is a mistake. */
  private synchronized FactorKey keyForNew() {
    return FactorKey.read(settings.keyFile())
        .orElseGet(
            () -> {
              if (unit.transactions().read(factors::any)) {
                throw keyMissing();
              }
              return FactorKey.create(settings.keyFile());
            });
  }

  private DomainException keyMissing() {
    LOG.error(
        "{} is not the key the second factors were encrypted with; put the right one there, from"
            + " a backup or another node",
        settings.keyFile());
    return new DomainException(DirectoryProblems.SECOND_FACTOR_KEY_MISSING);
  }
}
