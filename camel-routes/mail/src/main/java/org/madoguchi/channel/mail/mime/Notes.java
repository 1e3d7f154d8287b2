package org.madoguchi.channel.mail.mime;

/** Sentences for people about what could not be shown as it came, in the desk's language. */
public interface Notes {
  /**
   * @param file the attachment that has all of a text that was cut
   */
  String cut(String file);

  /**
   * @param file the attachment that Outlook wrapped the message's files into
   */
  String wrapped(String file);

  /** Tells a calendar entry in words. */
  String invitation(Invitation invitation);

  /** Stands in for the text of an encrypted message. */
  String encrypted();

  /** Stands in for the text when only the header was taken; '' when the message is whole. */
  String oversize();
}
