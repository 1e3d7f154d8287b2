package org.madoguchi.portal.internal;

/**
 * Pages below one step of the address. To add some, make a component of this bundle with {@code
 * service = PortalPage.class}: the portal finds it by its name, links to {@code inquiry} and {@code
 * opinion} as soon as pages of these names are there, and frames what they answer.
 */
public interface PortalPage {
  /** The step behind the language: {@code faq} in {@code /mihon/ja/faq/12}; '' = the first page. */
  String name();

  /**
   * The page.
   *
   * @param visit its path begins with {@link #name}, but for the first page's
   */
  Answer show(Visit visit);

  /**
   * Takes what a form of ours posted; that it came from our own pages has been looked at, and how
   * much a network posts is bounded.
   */
  default Answer take(Visit visit) {
    return Answer.Refused.MISSING;
  }
}
