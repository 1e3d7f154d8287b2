// @ts-check
/** @type {Record<string, string>} */
export default {
  'login.title': 'Log in',
  'login.user': 'User',
  'login.do': 'Log in',
  'login.busy': 'Checking…',
  'login.again': 'Please log in again',
  'login.again.text': 'You were logged out after some time. What you typed is still here.',
  'login.wait': 'Try again in {n} s',
  'login.ended': 'You were logged out everywhere (sessions: {n}).',
  'login.ended.tokens': 'API tokens that are still valid: {n}. Withdraw those that are not needed.',
  'login.code': 'Code',
  'login.code.hint': 'Enter the 6 digits your authenticator app shows. Without your device, use a recovery code.',
  'login.code.back': 'Back to the user ID',
};
