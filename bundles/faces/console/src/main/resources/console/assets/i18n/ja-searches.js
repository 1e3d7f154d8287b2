// @ts-check
/** @type {Record<string, string>} */
export default {
  'searches.missing': '検索の機能がインストールされていません。必要な場合は管理者に依頼してください。', 'searches.undo': '元に戻す',
  'synonyms.text': '市民の言葉と役所の言葉など、同じ意味として検索する言葉の組です。登録すると、次の検索から使われます。製品に入っている言い換えは、登録しなくても使われます。', 'synonyms.notAllowed': '検索の言葉を登録できる自治体がありません。必要な場合は管理者に依頼してください。',
  'synonyms.list': '登録されている言葉', 'synonyms.find': '言葉で絞り込む', 'synonyms.new': '言葉の組を追加', 'synonyms.none': '登録されている言葉はまだありません。', 'synonyms.none.found': '「{q}」を含む言葉はありません。',
  'synonyms.words': '同じ意味の言葉', 'synonyms.words.hint': '1行に1つずつ、2つから20個まで、それぞれ50文字以内で入力してください。例：保険証／被保険者証', 'synonyms.editor': '最後に変更した人', 'synonyms.editedAt': '変更日時',
  'synonyms.edit': '変更', 'synonyms.edit.of': '「{words}」を変更', 'synonyms.remove': '削除', 'synonyms.remove.of': '「{words}」を削除', 'synonyms.save': '保存', 'synonyms.saved': '「{words}」を保存しました', 'synonyms.removed': '「{words}」を削除しました', 'synonyms.putBack': '「{words}」を元に戻しました', 'synonyms.merged': 'ほかの人が登録した言葉も入れてあります。確かめてから、もう一度保存してください。',
  'synonyms.trial': '試す', 'synonyms.trial.q': '市民が入力しそうな言葉や質問', 'synonyms.trial.hint': '今の言葉で、どのFAQが見つかるかを確かめられます。ここでの検索は記録に残りません。', 'synonyms.trial.do': '試す', 'synonyms.trial.found': '「{q}」で見つかったFAQ：{n}件（先頭の5件までを表示）', 'synonyms.trial.loosened': '「{q}」のすべての言葉を含むFAQはありません。一部を含むもの：{n}件（先頭の5件までを表示）', 'synonyms.trial.none': '「{q}」では何も見つかりません。',
  'synonyms.import': 'ファイルからの取込と書き出し', 'synonyms.import.file': '取り込むCSVファイル', 'synonyms.import.hint': '列はwordsです。1行を1組とし、言葉を「|」または「、」で区切ります。UTF-8とShift_JISを読み取れます。登録済みの組はそのまま残り、ない組だけが加わります。誤りがあれば1件も取り込みません。', 'synonyms.import.would': '{lines}行を確認しました。追加 {added}', 'synonyms.import.taken': '言葉を取り込みました。追加 {added}',
  'improve.text': 'どのような言葉で検索され、何が見つからなかったかです。FAQや言い換えを加えると、同じ検索が答えにたどり着くようになります。検索した人は記録していません。', 'improve.notAllowed': '改善提案を見られる自治体がありません。必要な場合は管理者に依頼してください。',
  'improve.period': '期間', 'improve.period.days': '直近{n}日', 'improve.period.between': '期間を指定', 'improve.from': '最初の日', 'improve.to': '最後の日', 'improve.show': '表示',
  'improve.list': '見直しの候補', 'improve.lists': '一覧の種類', 'improve.list.no-hits': '見つからなかった検索', 'improve.list.no-hits.text': '何も見つからなかった検索です。FAQがないか、言葉が合っていません。', 'improve.list.no-use': '開かれなかった検索', 'improve.list.no-use.text': '見つかったものの、どれも開かれなかった検索です。答えになるFAQがないか、題名から答えがわかりません。', 'improve.none.no-hits': 'この期間に、見つからなかった検索はありません。', 'improve.none.no-use': 'この期間に、開かれなかった検索はありません。',
  'improve.words': '検索された言葉', 'improve.others': 'ほかの言い方：{texts}', 'improve.count': '回数', 'improve.askedOn': '問い合わせ', 'improve.last': '最後の検索',
  'improve.article': 'FAQを作る', 'improve.article.of': '「{text}」のFAQを作る', 'improve.synonyms': '言い換えを登録', 'improve.synonyms.of': '「{text}」の言い換えを登録', 'improve.dismiss': '対応不要', 'improve.dismiss.of': '「{text}」を対応不要にする', 'improve.dismissed': '「{text}」を対応不要にしました。検索が大きく増えると、再び表示します。', 'improve.putBack': '「{text}」を一覧に戻しました',
  'figures.title': '検索の結果', 'figures.text': '「答えで終わった」は、見つかったものを開き、問い合わせにならなかった検索です。かっこ内は検索に対する割合です。', 'figures.none': 'この期間の検索の記録はありません。', 'figures.place': '検索した場所', 'figures.all': '合計', 'figures.place.console': '検索画面', 'figures.place.pane': '案件の画面', 'figures.place.portal': '市民向けページ', 'figures.place.form': '問い合わせの入力中',
  'figures.steps': '日または月ごとの数', 'figures.step': '日・月', 'figures.searches': '検索', 'figures.found': '見つかった', 'figures.opened': '開いた', 'figures.ended': '答えで終わった', 'figures.askedOn': '問い合わせになった',
};
