package org.madoguchi.channel.mail.mime;

/** For mails in which nothing is left out. */
final class NothingToNote implements Notes {
  @Override
  public String cut(String file) {
    return "";
  }

  @Override
  public String wrapped(String file) {
    return "";
  }

  @Override
  public String invitation(Invitation invitation) {
    return "";
  }

  @Override
  public String encrypted() {
    return "";
  }

  @Override
  public String oversize() {
    return "";
  }
}
