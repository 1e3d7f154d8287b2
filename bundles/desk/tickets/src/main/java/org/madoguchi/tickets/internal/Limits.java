package org.madoguchi.tickets.internal;

/** How much fits; in UTF-16 units, as both databases and JSON clients count alike. */
public final class Limits {
  public static final int SUBJECT = 500;
  public static final int NAME = 200;
  public static final int NOTES = 4_000;
  public static final int ADDRESS = 320;
  public static final int CONTACTS = 20;
  public static final int CONTACT_NOTE = 200;
  public static final int LANGUAGE = 35;

  /** What people type. */
  public static final int TEXT = 100_000;

  /** What comes from outside; more is cut, and the original keeps it. */
  public static final int INBOUND_TEXT = 1_000_000;

  /** Entries that are split off at once. */
  public static final int SPLIT = 200;

  /** Attachments of one note or reply. */
  public static final int ATTACHMENTS = 20;

  /** Attachments of one message from outside; more are left in the original. */
  public static final int INBOUND_ATTACHMENTS = 100;

  /** One uploaded file, in bytes. */
  public static final long UPLOAD = 25L * 1024 * 1024;

  public static final int FILE_NAME = 255;
  public static final int MEDIA_TYPE = 200;
  public static final int REQUEST_ID = 200;
  public static final int CHANNEL = 20;
  static final int SOURCE = 60;
  static final int REFERENCE = 1_000;
  static final int REASON = 500;

  private Limits() {}
}
