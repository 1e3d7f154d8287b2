package org.madoguchi.channel.mail.mime.tnef;

import java.util.List;

/**
 * What a wrapped message holds.
 *
 * @param text '' when there is none
 * @param html '' when there is none, or when there is a text
 * @param whole false when reading had to end early: then there may be more in it
 */
public record TnefMessage(
    String subject, String text, String html, List<TnefFile> files, boolean whole) {
  /**
   * @param name as the sender gave it; '' when not at all
   * @param mediaType '' when unknown
   * @param contentId without brackets; '' when the file is no picture of the text
   */
  public record TnefFile(String name, String mediaType, String contentId, byte[] content) {}
}
