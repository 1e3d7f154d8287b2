// @ts-check
/** Problems. @type {Record<string, string>} */
export default {
  'problems.hint': 'Tickets with the same cause are gathered under one problem, whose workaround and announcement everybody at the desk sees. Write no citizen’s personal data here.', 'problems.notAllowed': 'There is no municipality whose problems you may see. Ask an administrator if you need to.',
  'problems.shown': 'Problems shown', 'problems.shown.unsolved': 'Not solved', 'problems.status': 'State', 'problems.status.open': 'Being looked into', 'problems.status.known-error': 'Known error', 'problems.status.solved': 'Solved',
  'problems.none.unsolved': 'Every problem is solved.', 'problems.none.open': 'No problem is being looked into.', 'problems.none.known-error': 'There are no known errors.', 'problems.none.solved': 'No problem is solved yet.',
  'problems.new': 'Register a problem', 'problems.edit': 'Edit', 'problems.saved': '“{title}” is saved', 'problems.back': 'All problems',
  'problems.title': 'Title', 'problems.section': 'Section', 'problems.whole': 'The whole of {name}', 'problems.owner': 'Owner', 'problems.owner.none': 'Nobody yet', 'problems.cause': 'Cause', 'problems.workaround': 'Workaround', 'problems.announcement': 'What citizens may be told', 'problems.fix': 'Fix', 'problems.unknown': 'Nothing yet',
  'problems.edited': 'Last changed by {who} {at}', 'problems.tied': 'Its tickets', 'problems.tied.none': 'It has no tickets. Choose “Tie to a problem” on a ticket.', 'problems.tied.count': '{n}', 'problems.tied.list': 'Open the list of tickets', 'problems.close': 'Close the open ones together', 'problems.close.hint': 'You see first how many there are and which cannot be closed. It can be undone.',
  'problems.history': 'History', 'problems.registered': 'Registered', 'problems.undo': 'Undo', 'problems.undo.of': 'Undo the change to version {n}', 'problems.undone': 'The change is undone', 'problems.changedMeanwhile': 'Somebody else changed it first. Look at it and save again.',
  'problems.tie': 'Tie to a problem', 'problems.tie.search': 'Title of the problem', 'problems.untie': 'Untie', 'problems.tie.none': 'Every problem is solved. Register one under “Problems” first.', 'problems.line': 'The problem of this ticket',
};
