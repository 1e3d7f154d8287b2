// @ts-check
/** @type {Record<string, string>} */
export default {
  'asked.title': 'Asked often', 'asked.text': 'Tickets that ask the same, put together by their subjects and first lines. Those that no FAQ answers are listed, the most frequent first. Only tickets you may read are counted.',
  'asked.answered': 'Also those that an FAQ answers', 'asked.lookedAt': 'Looked at {n} tickets: {items} questions.', 'asked.lookedAt.more': 'Looked at the newest {n} tickets, not at older ones: {items} questions.',
  'asked.looking': 'Looking at the tickets. With many of them it takes some seconds.', 'asked.none': 'In this period nothing without an FAQ was asked three times or more.',
  'asked.count': '{n} tickets', 'asked.tickets': 'Tickets:', 'asked.last': 'last updated', 'asked.article': 'FAQ that answers:', 'asked.mend': 'Correct the FAQ', 'asked.mend.of': 'Correct the FAQ “{text}”',
  'asked.dismissed': '“{text}” was taken off the list. It comes back when twice as many new ones arrive.', 'asked.putBack': '“{text}” was put back on the list',
};
