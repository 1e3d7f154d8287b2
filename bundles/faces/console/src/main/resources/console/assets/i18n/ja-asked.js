// @ts-check
/** @type {Record<string, string>} */
export default {
  'asked.title': 'よくある問い合わせ', 'asked.text': '案件の件名と書き出しから、同じことを尋ねているものをまとめました。答えになるFAQがないものを、多い順に表示します。閲覧できる案件だけを数えています。',
  'asked.answered': '答えになるFAQがあるものも表示', 'asked.lookedAt': '{n}件の案件を調べました。{items}件の質問があります。', 'asked.lookedAt.more': '新しい{n}件の案件を調べました（それより古い案件は含みません）。{items}件の質問があります。',
  'asked.looking': '案件を調べています。案件が多いと数秒かかります。', 'asked.none': 'この期間に、FAQのない同じ問い合わせが3件以上寄せられたものはありません。',
  'asked.count': '{n}件', 'asked.tickets': '案件：', 'asked.last': '最後の更新', 'asked.article': '答えになるFAQ：', 'asked.mend': 'FAQを直す', 'asked.mend.of': 'FAQ「{text}」を直す',
  'asked.dismissed': '「{text}」を対応不要にしました。これまでの2倍の数が新たに寄せられると、再び表示します。', 'asked.putBack': '「{text}」を一覧に戻しました',
};
