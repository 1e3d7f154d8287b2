// @ts-check
/** マクロ。 @type {Record<string, string>} */
export default {
  'macros.title': 'マクロ', 'macros.pick': 'マクロを選ぶ', 'macros.search': '呼び出し語または名称を入力', 'macros.use': 'マクロ「{title}」の適用', 'macros.apply': '適用する', 'macros.applied': 'マクロ「{title}」を適用しました', 'macros.applying': '適用中…',
  'macros.changes': '変更される項目', 'macros.before': '現在', 'macros.after': '適用後', 'macros.nothing': '変更される項目はありません。', 'macros.adds.note': '追加する内部メモ', 'macros.adds.reply': '回答欄に入る文章（送信前に修正できます）', 'macros.adds.sent': '市民に送信する回答', 'macros.follows': 'この案件をフォローします。',
  'macros.hindered': 'このマクロは適用できません', 'macros.hindered.gone': 'マクロに指定された次の項目の値が、現在は使われていません: {names}', 'macros.hindered.left-open': '差し込み項目に入る値がありません: {names}', 'macros.hindered.hint': '案件は変更されません。マクロの修正は、定型文の管理画面でできます。', 'macros.lookAgain': '確認した後に、案件またはマクロが変更されました。変更後の内容を確認して、もう一度適用してください。',
  'macros.text': '案件の項目の変更、内部メモ、回答をまとめて行う操作です。案件の画面で「m」キーを押すか「マクロ」ボタンを押すと、内容を確認してから適用できます。', 'macros.list': 'マクロの一覧', 'macros.find': 'マクロを探す', 'macros.new': 'マクロを作成', 'macros.edit': 'マクロを編集', 'macros.none': 'マクロはまだありません。', 'macros.noneHere': 'この案件で使えるマクロはありません。マクロは、定型文の管理画面で作成できます。', 'macros.kinds': '表示する種類', 'macros.saved': '「{title}」を保存しました',
  'macros.steps': '案件の変更', 'macros.steps.hint': '指定しない項目は変更しません。', 'macros.reply': '回答の文章（任意）', 'macros.sends': '回答の文章の扱い', 'macros.sends.no': '回答欄に入れ、確認してから送る', 'macros.sends.yes': 'そのまま送信する', 'macros.note': '追加する内部メモ（任意）', 'macros.dueDays': '期限（適用した日から何日後か）', 'macros.follow': '適用した職員が案件をフォローする', 'macros.me': '適用した職員', 'macros.gone': '{code}（現在は使われていません）', 'macros.stored': '保存済みの内容', 'macros.typed': '入力した内容',
};
