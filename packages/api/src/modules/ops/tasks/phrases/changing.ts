import type { ActPhrases, Proposal } from '../../../../platform/catalog/phrases.ts'
import { changeTold, quoted } from './telling.ts'

const statusWords: Record<string, string> = {
  todo: 'to do',
  doing: 'in progress',
  waiting: 'waiting',
  done: 'done',
}

/** What a change of one task sets, one part for each field. */
function changes({ input, named }: Proposal): string[] {
  const parts: [field: string, text: () => string][] = [
    ['title', () => `the title ${quoted(named('title'))}`],
    ['status', () => `the status ${quoted(statusWords[named('status')] ?? named('status'))}`],
    ['priority', () => `${named('priority')} priority`],
    ['tag', () => (input['tag'] === null ? 'no tag' : `the tag ${quoted(named('tag'))}`)],
    ['dueOn', () => (input['dueOn'] === null ? 'no due date' : `the due date ${named('dueOn')}`)],
    ['dueTime', () => (input['dueTime'] === null ? 'no time' : named('dueTime'))],
    ['notes', () => `the notes ${quoted(named('notes'))}`],
  ]
  return parts.flatMap(([field, text]) => (input[field] === undefined ? [] : [text()]))
}

/** What is finished is not meant by "all of Jonas's tasks". */
const ofAll = { status: 'open' }

export const update: ActPhrases = {
  ofAll,
  say: [
    '(rename|retitle) {id} (to|as|into) {title}',
    '(rename|retitle) (a|the|this|that|one|{id}) (task|job|card|)',
    '(change|edit|fix) the (title|name|wording) of {id}',
    '(change|set|update) the (title|name) of {id} to {title}',
    '(call|name) {id} {title} (instead|from now on)',
    '{id} should be called {title}',
    '(move|push|postpone|reschedule|delay|shift|put off|defer|bring forward|bump|put back) {id} (back|) (to|until|till|for|by|) {dueOn}',
    '(set|change|move|update) the (due date|deadline|date|due day|day) (of|for|on) {id} to {dueOn}',
    '(make|set) {id} (be|) due (by|on|) {dueOn}',
    '{id} is (now|) due {dueOn}',
    '{id} (can|could) wait (until|till) {dueOn}',
    '(push|move|delay|bring|put|bump|pull|shift) {id} {dueOn}',
    'give {id} (another|) {dueOn} (more|longer|)',
    'give {id} a (deadline|due date) (of|on|) {dueOn}',
    '{id} (has to|must|needs to|should) be (done|finished|ready) by {dueOn}',
    'do {id} {dueOn} instead',
    'schedule {id} for {dueOn}',
    "we'll do {id} {dueOn}",
    '(move|set|put|change|mark|shift) {id} (back|) (to|in|into|as|on) {status}',
    '{id} is (now|) {status}',
    'change the status of {id} to {status}',
    '(make|mark|flag|set) {id} (as|to|) {priority} (priority|)',
    '(set|change|put) the priority (of|for|on) {id} to {priority}',
    '{id} is (now|really|very|) {priority}',
    'give {id} {priority} priority',
    '(raise|lower|drop|bump up) the priority of {id} (to|) {priority}',
    '(tag|label) {id} (as|with|under|) {tag} (as well|too|)',
    '{id} is (now|) (due|wanted|needed) (at|by) {dueTime} (now|instead|) (, not {x}|)',
    '{id} (has to|must|needs to|should) be (done|finished|ready|out) (at|by) {dueTime} (, not {x}|)',
    '{id}: {dueTime} (will do|is better|is fine|instead) (instead of {x}|)',
    '(the|) (date|day|deadline|due date) of {id} (should be|is|must be) {dueOn}',
    '{id} (can|could|may) (both|) go back {dueOn}',
    '{id}: (back|forward|up|on|) {dueOn}',
    '{id}: {priority}',
    '{id}: {status}',
    '{id} (to|on|for) {dueOn}',
    '{id} (to|at|with) {priority}',
    '{id} (should be|is back to|goes to|could be|can be|can go to) {priority}',
    '(back to|make that|make it|put it at|set it to) {priority}',
    '(make that|make it|say|better|rather) {dueOn}',
    "(can't|cannot|won't) (do|finish|make) {id} (before|until) {dueOn}",
    "{id} (won't|will not|can't|cannot) (be done|be finished|happen) (before|until|till) {dueOn}",
    '(let|have) {id} (wait|slip|slide) (until|till|to) {dueOn}',
    '{id} (slipped|slips|moves|moved|is moving|got moved) to {dueOn}',
    'the (supplier|customer|client|boss|bank) (wants|needs|asked for) {id} {dueOn}',
    '(spell|write) {id} {title} (instead|)',
    "{id} is spelled wrong, it's {title}",
    '(add|put|set) (the|a|) (tag|label) {tag} (to|on) {id}',
    '(put|file|keep) {id} under (the|) {tag} (tag|label|)',
    '(on|in|with) {id} put the (tag|label) {tag}',
    '{id} (should have|gets|needs) the (tag|label) {tag}',
    'the (title|name) {id} (should|must|ought to) (read|say|be) {title}',
    'change the tag of {id} to {tag}',
    '(add|write|put) (to|in|into) the notes (of|on) {id} {notes}',
    'set the notes (of|on) {id} to {notes}',
    '(change|edit|update|modify) {id}',
    '(change|set|update) the (due date|deadline|priority|status|tag) (of|for|on) {id}',
  ],
  setting: [
    {
      set: { dueOn: null },
      say: [
        '(remove|clear|delete|drop|cancel|unset|take off|take away) (the|) (due date|deadline|date|due day) (of|from|on|for) {id}',
        '{id} has no (deadline|due date|date) (any more|)',
        "{id} (does not|doesnt|doesn't) need a (date|deadline)",
        'no (deadline|date|due date) for {id}',
        'take {id} off the calendar',
        '{id} (can|could) be done (whenever|any time|anytime)',
        'no more deadline for {id}',
      ],
    },
    {
      set: { status: 'waiting' },
      say: [
        '{id} (is stuck|is held up|is blocked) (because of|until|by) {x}',
        '(we are|i am) waiting for {x} with {id}',
        '{id} has to wait for {x}',
      ],
    },
    {
      set: { tag: null },
      say: [
        '(remove|clear|delete|take off|drop|take) (the|its|) (tag|label) (off|of|from|on) {id}',
        '(remove|clear|delete|drop|take) the {x} (tag|label) (off|of|from|on) {id}',
        'untag {id}',
        '{id} needs no tag',
      ],
    },
    {
      set: { priority: 'high' },
      say: [
        'prioritise {id}',
        'prioritize {id}',
        '{id} is (really|very|) (urgent|important)',
        '{id} (comes|goes) first',
        '(raise|bump up|increase) the priority of {id}',
        '{id} cannot wait',
      ],
    },
    {
      set: { priority: 'low' },
      say: [
        'deprioritise {id}',
        'deprioritize {id}',
        '{id} is not (that|so|) (urgent|important)',
        'there is no (rush|hurry) with {id}',
        'lower the priority of {id}',
        'no hurry with {id}',
      ],
    },
    {
      set: { status: 'doing' },
      say: [
        '(start|begin) (working on|with|) {id}',
        "(i'm|i am|we're|we are|im) (now|) (working on|doing|starting|on) {id}",
        '(i|we) (started|have started|began) {id}',
        '{id} is (under way|in progress|started)',
      ],
    },
    {
      set: { status: 'waiting' },
      say: [
        'put {id} on hold',
        '{id} is (blocked|stuck|on hold|waiting)',
        'park {id}',
        'pause {id}',
        "we're waiting (on|for) {id}",
        "we're stuck on {id}",
      ],
    },
  ],
  not: [
    'give the roster to Ana',
    'mark the roster as done',
    'comment on the roster: move it to Monday',
    'remind me to move the table on Friday',
    'remove the roster',
    'remove the tasting notes for the fair',
    'you can remove the old labels',
  ],
  words: {
    status: {
      doing: ['doing', 'in progress', 'progress', 'started', 'under way', 'ongoing'],
      waiting: ['waiting', 'on hold', 'blocked', 'hold', 'paused', 'stuck'],
      todo: ['to do', 'todo', 'to-do', 'backlog', 'not started'],
      // "Done" is an act of its own.
      done: [],
    },
  },
  beside: [
    '(tag|tagged|tag it|label it) (as|with|should be|must be|) {tag} (not {x}|)',
    '(due|move it to|put it on) {dueOn}',
  ],
  asSaid: ['title', 'notes'],
  cues: {
    title:
      'rename renamed renaming retitle call called calling name named title titled heading headline word wording worded spell spelled spelt spelling write written typo typed read reads say says instead text'.split(
        ' ',
      ),
    notes:
      'note notes noted detail details description info information remark remarks mention add write append'.split(
        ' ',
      ),
  },
  ask: { id: 'Which task should I change?', dueOn: 'When is it due?', title: 'What should it be called?' },
  proposal: (proposal) => {
    const parts = changes(proposal)
    return parts.length === 1 && 'title' in proposal.input
      ? `rename ${quoted(proposal.named('id'))} to ${quoted(proposal.named('title'))}`
      : `give ${quoted(proposal.named('id'))} ${parts.join(', ')}`
  },
  answer: changeTold((title) => `${quoted(title)} is changed`),
}

export const assign: ActPhrases = {
  ofAll,
  say: [
    '(assign|reassign|re-assign|give|hand|delegate|pass|move) (over|) {id} (over|) to {assigneeId}',
    '(give|hand|pass) {assigneeId} {id}',
    'let {assigneeId} (do|handle|take|take over|take care of|deal with|have) {id}',
    '{assigneeId} (should|will|can|has to|must|is going to|could) (do|handle|take|take over|take care of|deal with) {id}',
    '(can|could|should) {assigneeId} (do|handle|take|take over|take care of|deal with|have) {id}',
    '{assigneeId} (takes|does|handles|is doing|gets) {id} (now|from now on|)',
    '{id} goes to {assigneeId}',
    '{id} to {assigneeId}',
    '{id}: over to {assigneeId}',
    '{assigneeId} gets {id} (from now on|now|)',
    'put {assigneeId} on {id}',
    'put {id} on {assigneeId} list',
    '(put|place) {id} under {assigneeId}',
    '{id} (is for|goes to|belongs to|is) {assigneeId} (job|task|)',
    'make {assigneeId} (responsible for|the owner of|owner of) {id}',
    '(have|get|ask|tell) {assigneeId} to (do|handle|take|take care of|deal with) {id}',
    'assign {assigneeId} to {id}',
    'assign {id}',
    'swap {id} (over|) to {assigneeId}',
    'change the (person|owner|assignee) (of|on|for) {id} to {assigneeId}',
    '{id} for {assigneeId} (please|)',
    'who can take {id}, {assigneeId}',
    '{assigneeId} is taking over {id}',
    '{assigneeId} (owns|looks after|is in charge of|is responsible for|picks up) {id} (now|from here|)',
    'transfer {id} to {assigneeId}',
    '(give|hand|pass|assign) (both|all|all of them|both of them|the two|both tasks|these tasks) to {assigneeId}',
    '{id} (should|can|could|has to) (go|be handed|be given|be passed) to {assigneeId}',
  ],
  setting: [
    {
      set: { assigneeId: '@me' },
      say: [
        "(i'll|i will|let me|ill) (do|handle|take|take over|take care of|deal with|see to) {id} (myself|)",
        'put my name on {id}',
        '{id} is mine',
        '{id} (comes|goes) to me',
        'leave {id} to me',
        'i want {id}',
        "i've got {id}",
        '{id} is mine (now|)',
        'i am doing {id} (myself|)',
        'assign {id} to me',
      ],
    },
    {
      set: { assigneeId: null },
      say: [
        'unassign {id}',
        'take {id} (away|off|) from everybody',
        'assign {id} to (nobody|no one|noone)',
        '(remove|take|clear|drop|unset) the (person|owner|assignee) (from|off|of|on) {id}',
        'nobody (should do|does|has) {id} (now|)',
        'take {id} (off|away from|from) (my|his|her|their) (list|plate)',
        'take {id} off Ana',
        'take {id} away from Jonas',
        'take {id} (off|away from) (him|her|them)',
        'nobody should have {id} (for now|)',
        'free up {id}',
        'remove Jonas from {id}',
        'take (him|her|them) off {id}',
        '(he|she|they) should not do {id}',
        'nobody has to do {id} for now',
        "make {id} (nobody's|nobodys|no one's)",
        '{id} is (nobody|no one|nobodys) (now|for now|)',
        'Jonas is too busy for {id}',
        'give {id} to nobody',
      ],
    },
  ],
  not: [
    'invite Ana to the team',
    'make Jonas an admin',
    'remind Jonas to call the bank',
    'remove the roster',
    'you can remove the old labels',
  ],
  ask: { id: 'Which task should I assign?', assigneeId: 'Who should do it?' },
  proposal: ({ input, named }) =>
    input['assigneeId'] === null
      ? `take ${quoted(named('id'))} from whoever has it`
      : `assign ${quoted(named('id'))} to ${named('assigneeId')}`,
  answer: changeTold((title) => `${quoted(title)} has its person`),
}
