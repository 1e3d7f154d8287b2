package org.madoguchi.tickets;

/** What a citizen wants: 問い合わせ, 意見・提案, 苦情, 申込, ページ報告. */
public enum TicketKind {
  INQUIRY,
  OPINION,
  COMPLAINT,
  APPLICATION,
  PAGE_REPORT
}
