// @ts-check
/** @type {Record<string, string>} */
export default {
  'categories.title': '分類の管理', 'categories.text': '案件に付ける分類（大・中・小の3階層）です。適用期間の外では新しく選べませんが、すでに付いている案件にはそのまま残ります。分類は削除せず、終了日を入れて廃止します。', 'categories.file': 'ファイルで取り込むと、ここでの変更も含めてすべてファイルのとおりに置き換わります。取り込む前に、今の内容を書き出して直してください。', 'categories.toFile': '組織・職員・分類の取込と書き出し', 'categories.notAllowed': '分類を管理できる自治体がありません。',
  'categories.list': '登録されている分類', 'categories.none': '該当する分類はありません。', 'categories.find': '分類名・コードで絞り込む', 'categories.state': '状態', 'categories.state.all': 'すべて', 'categories.state.current': '適用中', 'categories.state.future': '適用前', 'categories.state.past': '廃止',
  'categories.name': '分類名', 'categories.code': 'コード', 'categories.code.hint': '英数字と「.」「_」「-」。登録した後は変更できません。', 'categories.parent': '上位の分類', 'categories.parent.none': 'なし（大分類）', 'categories.section': '所管課', 'categories.section.none': 'なし', 'categories.validFrom': '適用開始日', 'categories.validTo': '適用終了日', 'categories.validFrom.hint': '入れないと、以前からあるものとして扱います。', 'categories.validTo.hint': 'この日まで選べます。入れないと、期限はありません。', 'categories.period': '適用期間',
  'categories.day': '{y}年{m}月{d}日', 'categories.from': '{from}から', 'categories.to': '{to}まで', 'categories.fromTo': '{from}から{to}まで', 'categories.always': '期限なし',
  'categories.add': '分類を追加', 'categories.edit': '変更', 'categories.edit.of': '「{name}」を変更', 'categories.retire': '廃止', 'categories.retire.of': '「{name}」を廃止', 'categories.retire.text': '終了日を確かめて保存してください。下位の分類も、その翌日から選べなくなります。', 'categories.saved': '分類「{name}」を保存しました', 'categories.changedMeanwhile': 'ほかの人が先に変更しました。今の内容に、入力した項目を重ねています。確かめてから、もう一度保存してください。',
  'categories.history': '変更の履歴', 'categories.history.none': '変更の記録はありません。', 'categories.added': '「{name}」を追加', 'categories.changed': '「{name}」を変更', 'categories.imported': 'ファイルを取り込み: 追加 {added}、変更 {changed}、削除 {removed}', 'categories.change': '{field}: {before} → {after}', 'categories.nothing': '（なし）', 'categories.more': 'さらに表示',
};
