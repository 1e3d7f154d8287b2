// @ts-check
/** 見直したほうがよいFAQ。 @type {Record<string, string>} */
export default {
  'findings.unhelpful': '役に立たなかった', 'findings.unhelpful.text': '最近90日に「役に立たなかった」という評価が多かったFAQです。評価の数が多く、割合の高いものから並べています。', 'findings.unhelpful.none': '役に立たなかったという評価の多いFAQはありません。今のFAQは役に立っています。',
  'findings.unused': '使われていない', 'findings.unused.text': '公開してから90日以上、閲覧も回答への利用もないFAQです。題名や検索語を見直すか、公開を停止してください。', 'findings.unused.none': '90日以上使われていないFAQはありません。どのFAQも読まれています。', 'findings.unused.span': '使われていない期間', 'findings.unused.span.90': '90日以上', 'findings.unused.span.180': '180日以上', 'findings.unused.span.365': '1年以上',
  'findings.review': '見直し期限', 'findings.review.text': '見直し日を過ぎたか、30日以内に見直し日が来るFAQです。内容を確かめると、一覧から消えます。', 'findings.review.none': '30日以内に見直し日が来るFAQはありません。見直しは済んでいます。', 'findings.review.span': '見直し日', 'findings.review.span.-30': '30日以内', 'findings.review.span.0': '今日まで',
  'findings.duplicates': '似た記事', 'findings.duplicates.text': '質問と結論がほとんど同じFAQの組です。片方にまとめると、探しやすくなります。', 'findings.duplicates.none': '内容の重なるFAQはありません。', 'findings.alike': '似ている度合い：{n}%',
  'findings.since': '最後に使われた日（または公開日）：', 'findings.rated': '評価{of}件のうち{n}件が「役に立たなかった」', 'findings.fault': '{fault} {n}件',
  'findings.look': '見直す', 'findings.look.of': '「{name}」を見直す', 'findings.compare': '比べる', 'findings.compare.of': '「{name}」の組を比べる', 'findings.open': '記事を開く', 'findings.open.of': '「{name}」の記事を開く', 'findings.retire': '残さないほうは、記事を開いて［公開停止］を選び、残すFAQを理由に書いてください。',
  'findings.done': '対応済みにする', 'findings.done.of': '「{name}」を対応済みにする', 'findings.reason': '理由', 'findings.until': '次に確かめる日', 'findings.until.hint': '日付を入れると、その日まで表示しません。空欄の場合は、FAQが次に編集されるまで表示しません。', 'findings.leave': 'やめる',
  'findings.aside': '「{name}」を対応済みにしました。', 'findings.back': '「{name}」を一覧に戻しました。', 'findings.undo': '元に戻す', 'findings.csv': 'CSVで書き出す',
  'findings.tabs': '改善提案の一覧', 'findings.tab.searches': '検索', 'findings.tab.asked': 'よくある問い合わせ', 'findings.tab.unhelpful': '役に立たなかった', 'findings.tab.unused': '使われていない', 'findings.tab.review': '見直し期限', 'findings.tab.duplicates': '似た記事', 'findings.count': '{n}件', 'findings.section.any': 'すべての課',
};
