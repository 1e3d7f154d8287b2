// @ts-check
/** @type {Record<string, string>} */
export default {
  'citizens.title': '市民を探す', 'citizens.search': '氏名・ふりがな・メールアドレス・電話番号', 'citizens.hint': '名前やアドレスの一部、電話番号の先頭4桁以上で探せます。担当する案件のある方だけが表示されます。', 'citizens.nobody': '「{q}」に合う方は見つかりません。表記を変えるか、短くして探してください。', 'citizens.empty': '登録されている方はまだいません。案件を受け付けると登録されます。', 'citizens.notAllowed': '市民情報を閲覧する権限がありません。必要な場合は管理者に依頼してください。',
  'citizens.contactNote': '連絡先{n}のメモ（例: 勤務先、平日の夕方のみ）', 'citizens.movedHere': '統合先の市民情報を開きました',
  'citizens.merge': '同じ方の市民情報', 'citizens.merge.begin': '統合する…', 'citizens.merge.search': '統合する市民情報を探す（氏名・連絡先）', 'citizens.merge.nobody': '見つかりません。', 'citizens.merge.similar': '同じ方かもしれません。', 'citizens.merge.choose': '統合…', 'citizens.merge.sure': '「{other}」を「{name}」に統合します。連絡先、配慮が必要なこと、応対の履歴がまとまります。あとから取り消せます。', 'citizens.merge.do': '統合する', 'citizens.merge.done': '「{name}」を統合しました', 'citizens.merge.from': '統合された市民情報', 'citizens.merge.back': '統合を取り消す', 'citizens.merge.separated': '「{name}」の統合を取り消しました',
  'citizens.past': '変更の履歴', 'citizens.past.none': '変更はありません。', 'citizens.past.restore': 'この変更の前に戻す', 'citizens.past.restored': '変更の前に戻しました', 'citizens.past.merged': '「{name}」を統合', 'citizens.past.mergedAway': '「{name}」へ統合', 'citizens.past.separated': '「{name}」の統合を取消', 'citizens.past.separatedFrom': '「{name}」から分離',
};
