// @ts-check
/** @type {Record<string, string>} */
export default {
  'login.title': 'ログイン',
  'login.user': '利用者ID',
  'login.do': 'ログイン',
  'login.busy': '確認しています…',
  'login.again': 'もう一度ログインしてください',
  'login.again.text': '時間が経ったためログアウトしました。入力中の内容はそのまま残っています。',
  'login.wait': 'あと{n}秒でもう一度試せます',
  'login.ended': 'すべての端末からログアウトしました（{n}件）。',
  'login.ended.tokens': '有効なAPIトークンが{n}件残っています。不要なものは管理者と確認して取り消してください。',
  'login.code': '確認コード',
  'login.code.hint': '認証アプリに表示された6桁の数字を入力してください。端末がないときは、回復用コードを使えます。',
  'login.code.back': '利用者IDの入力に戻る',
};
