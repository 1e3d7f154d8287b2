// @ts-check
/** お知らせ。 @type {Record<string, string>} */
export default {
  'notices.title': '題名', 'notices.hint': '窓口の全員に今すぐ知らせたいことを載せます。掲載期間が過ぎたものは「過去のお知らせ」に移ります。', 'notices.notAllowed': 'お知らせを閲覧できる自治体がありません。必要な場合は管理者に依頼してください。',
  'notices.shelf': '表示するお知らせ', 'notices.shelf.current': '掲載中', 'notices.shelf.coming': '掲載予定', 'notices.shelf.expired': '過去のお知らせ', 'notices.none.current': '掲載中のお知らせはありません。', 'notices.none.coming': '掲載予定のお知らせはありません。', 'notices.none.expired': '過去のお知らせはありません。', 'notices.none.found': '「{q}」を含むお知らせはありません。',
  'notices.find': '題名・本文を検索', 'notices.write': 'お知らせを書く', 'notices.publish': '掲載する', 'notices.edit': '編集', 'notices.edit.of': '「{title}」を編集', 'notices.end': '掲載を終える', 'notices.end.of': '「{title}」の掲載を終える', 'notices.ended': '「{title}」の掲載を終えました', 'notices.saved': '「{title}」を保存しました',
  'notices.importance': '重要度', 'notices.importance.normal': '通常', 'notices.importance.important': '重要', 'notices.importance.urgent': '緊急', 'notices.pinned': '固定', 'notices.pin': '一番上に固定する', 'notices.section': '対象', 'notices.whole': '{name}全体', 'notices.from': '掲載開始', 'notices.from.now': '保存したときから', 'notices.to': '掲載終了', 'notices.text': '本文', 'notices.dates': '日時は「2026/11/25 17:00」「11/25」「R8.11.25」「明日 9:00」のように入力できます。',
  'notices.new': '新着', 'notices.changed': '更新', 'notices.read': '確認しました', 'notices.read.of': '「{title}」を確認しました', 'notices.isRead': '確認済み', 'notices.edition': '第{n}版', 'notices.unread': '未確認 {n}件', 'notices.allRead': 'すべて確認済みです。', 'notices.all': 'お知らせの一覧・過去のお知らせ',
  'notices.readers': '確認状況', 'notices.readers.of': '「{title}」の確認状況', 'notices.readers.read': '確認した人 {n}人', 'notices.readers.missing': 'まだの人 {n}人', 'notices.readers.earlier': '（第{n}版）', 'notices.more': 'ほか{n}人',
  'changes.heading': '変更・保守の予定', 'changes.title': '題名', 'changes.hint': '表示している月に予定されている制度の変更やシステムの保守です。当日の分は「本日のお知らせ」にも表示されます。', 'changes.none': 'この月の予定はありません。', 'changes.new': '予定を追加', 'changes.edit': '予定を編集', 'changes.saved': '「{title}」を保存しました', 'changes.off': '中止', 'changes.callOff': '中止にする', 'changes.callOff.of': '「{title}」を中止にする', 'changes.calledOff': '「{title}」を中止にしました', 'changes.restore': '中止を取り消す', 'changes.restore.of': '「{title}」の中止を取り消す', 'changes.restored': '「{title}」の中止を取り消しました',
  'changes.service': '対象のサービス', 'changes.section': '対象の課', 'changes.from': '開始', 'changes.to': '終了', 'changes.contact': '連絡先', 'changes.text': '内容', 'changes.today': '本日の変更・保守', 'changes.all': 'カレンダーで見る',
  'notices.problem': '関係する問題', 'notices.problem.none': 'なし', 'notices.about': '問題：{title}',
};
