// @ts-check
/** 問題。 @type {Record<string, string>} */
export default {
  'problems.hint': '原因が同じ案件を一つの問題にまとめ、回避策と案内文を窓口の全員で共有します。市民の個人情報は書かないでください。', 'problems.notAllowed': '問題を閲覧できる自治体がありません。必要な場合は管理者に依頼してください。',
  'problems.shown': '表示する問題', 'problems.shown.unsolved': '未解決', 'problems.status': '状態', 'problems.status.open': '調査中', 'problems.status.known-error': '既知の問題', 'problems.status.solved': '解決済み',
  'problems.none.unsolved': '未解決の問題はありません。', 'problems.none.open': '調査中の問題はありません。', 'problems.none.known-error': '既知の問題はありません。', 'problems.none.solved': '解決済みの問題はありません。',
  'problems.new': '問題を登録', 'problems.edit': '編集', 'problems.saved': '「{title}」を保存しました', 'problems.back': '問題の一覧へ',
  'problems.title': '題名', 'problems.section': '所管', 'problems.whole': '{name}全体', 'problems.owner': '担当者', 'problems.owner.none': '未定', 'problems.cause': '原因', 'problems.workaround': '回避策', 'problems.announcement': '市民への案内文', 'problems.fix': '対処', 'problems.unknown': '未記入',
  'problems.edited': '最終更新 {who} {at}', 'problems.tied': '結び付いた案件', 'problems.tied.none': '結び付いた案件はありません。案件の画面で「問題に結び付ける」を選んでください。', 'problems.tied.count': '{n}件', 'problems.tied.list': '案件の一覧を開く', 'problems.close': '未完了の案件をまとめて完了', 'problems.close.hint': '対象の件数と、完了できない案件を確認してから実行します。実行後に取り消せます。',
  'problems.history': '変更履歴', 'problems.registered': '登録', 'problems.undo': '元に戻す', 'problems.undo.of': '第{n}版の変更を元に戻す', 'problems.undone': '変更を元に戻しました', 'problems.changedMeanwhile': 'ほかの職員が先に変更しました。内容を確認して、もう一度保存してください。',
  'problems.tie': '問題に結び付ける', 'problems.tie.search': '問題の題名', 'problems.untie': '結び付けを外す', 'problems.tie.none': '未解決の問題がありません。「問題」の画面で先に登録してください。', 'problems.line': 'この案件の問題',
  'harassment.record': 'カスハラを記録', 'harassment.hint': '記録は職員だけが見ます。市民には送られません。', 'harassment.kind': '種類', 'harassment.kind.abuse': '暴言', 'harassment.kind.threat': '脅迫', 'harassment.kind.detaining': '長時間の拘束', 'harassment.kind.persistence': '執拗な繰り返し', 'harassment.kind.unreasonable-demand': '不当な要求', 'harassment.kind.sexual': 'セクハラ', 'harassment.kind.other': 'その他',
  'harassment.text': 'あったこと・警告の内容', 'harassment.happenedAt': '日時', 'harassment.didWarn': '警告した', 'harassment.warned': '警告した', 'harassment.notWarned': '警告していない', 'harassment.handOver': '引き継ぐ管理者', 'harassment.keep': '引き継がない', 'harassment.save': '記録する', 'harassment.recorded': '記録しました', 'harassment.handedOver': '記録し、案件を管理者に引き継ぎました',
  'harassment.caution': '対応注意', 'harassment.caution.hint': 'この市民について、次の記録があります。', 'harassment.correct': '訂正を記録', 'harassment.correction': '訂正', 'harassment.corrected': '訂正済み',
  'problems.told': 'お知らせと変更・保守の予定',
  'ticket.propose': 'FAQに提案', 'ticket.proposeCorrection': 'FAQの誤りを知らせる',
};
