import type { ActPhrases } from '../../../../../../platform/catalog/phrases.ts'
import { repairTold } from './telling.ts'

export const setStatus: ActPhrases = {
  say: [
    '(mark|set|put|move|change) {id} (as|to|down as|on) {status}',
    '{id} (is|are) (now|) {status} (now|again|)',
    '(change|set) the status of {id} to {status}',
    '{id} (has been|was|got) {status}',
    '{id}: {status}',
    '{id} should be {status}',
    '{id} goes (back|) to {status}',
  ],
  setting: [
    {
      set: { status: 'onStand' },
      say: [
        '(i|we) (have|) started (on|with|) {id}',
        "(i am|i'm|we are|im) (working on|starting|doing) {id} (now|)",
        '(put|hang|take) {id} (up|) on the stand',
        '(begin|start) (on|with|) {id}',
        'the parts for {id} (are here|have come|came), on with it',
      ],
    },
    {
      set: { status: 'waitingForParts' },
      say: [
        '(we|i) (ordered|had to order) (parts|{x}) for {id}',
        '{id} needs a part (first|)',
        '{id} (cannot|can not) go on until the parts (come|are here)',
        'we are waiting for {x} for {id}',
        '(have|need|got) to wait for parts (on|for) {id}',
        'there are parts missing for {id}',
      ],
    },
    {
      set: { status: 'ready' },
      say: [
        '(i|we) (have|) (just|) (finished|fixed|mended) {id}',
        '{id} can be (collected|picked up|fetched)',
        '(done|finished) with {id}',
        '{id} works again',
        '{id} is all done',
        '{x} (works|runs|shifts|brakes|is straight) again on {id}, it is done',
      ],
    },
    {
      set: { status: 'collected' },
      say: [
        '{x} (has|) (just|) (collected|picked up|fetched|took) {id}',
        '{id} went home (today|)',
        '{id} is back with {x}',
        '{x} came (for|to fetch|to collect) {id}',
        '(i|we) (gave|handed) {id} back',
        '{id} has left the shop',
        'the owner of {id} was here for it',
      ],
    },
    {
      set: { status: 'booked' },
      say: [
        'take {id} off the stand (again|)',
        '{id} has not been started after all',
        'put {id} back in the queue',
        'leave {id} for later',
      ],
    },
  ],
  not: [
    'is R-104 ready',
    'which bikes are ready',
    'R-104 has to be ready by Friday',
    'give R-104 to somebody else',
    'when will R-104 be ready',
    'book the Brompton in for a service',
  ],
  among: { status: 'open' },
  ask: {
    id: 'Which repair is it?',
    status: 'How far is it: booked, on the stand, waiting for parts, ready or collected?',
  },
  proposal: ({ named }) => `change the status of “${named('id')}” to ${named('status')}`,
  answer: repairTold,
}

export const assign: ActPhrases = {
  say: [
    '(give|assign|hand|pass) {id} (over|) to {mechanicId}',
    '(give|hand) {mechanicId} {id}',
    '{mechanicId} (does|takes|gets|is doing|has) {id}',
    '{mechanicId} (should|will|can|is going to) (do|take|take over|look after|fix) {id}',
    '(can|could) {mechanicId} (do|take|have|look after|look at) {id}',
    'let {mechanicId} (do|take|have|fix|look at) {id}',
    '{id} (is for|goes to|is) {mechanicId}',
    '{id} (to|for) {mechanicId} (please|)',
    '(have|get|ask) {mechanicId} to (do|take|look at|repair) {id}',
    '{mechanicId} is the mechanic for {id}',
    '(make|set) {mechanicId} the mechanic (for|of|on) {id}',
    '(change|set) the mechanic (of|for|on) {id} to {mechanicId}',
    '{mechanicId} instead of {x} for {id}',
    'swap {id} over to {mechanicId}',
    'assign {mechanicId} to {id}',
    'assign {id}',
    'who can do {id}, {mechanicId}',
    "{id} is {mechanicId}'s job",
    'put {id} on {mechanicId} stand',
  ],
  setting: [
    {
      set: { mechanicId: '@me' },
      say: [
        "(i'll|i will|let me|ill) (do|take|fix|look after) {id} (myself|)",
        '{id} is mine',
        'i am the one for {id}',
        'put my name on {id}',
      ],
    },
    {
      set: { mechanicId: null },
      say: [
        'take {id} (away from|off) {x}',
        '{x} is not doing {id} any more',
        'unassign {id}',
        'nobody (does|has) {id} for now',
        '{id} has no mechanic any more',
        'take the mechanic off {id}',
      ],
    },
  ],
  not: ['who is doing R-104', 'what does he have today', 'invite a mechanic', 'the owner took R-104 home'],
  among: { status: 'open' },
  ask: { id: 'Which repair is it?', mechanicId: 'Who should do it?' },
  proposal: ({ input, named }) =>
    input['mechanicId'] === null
      ? `take “${named('id')}” from whoever has it`
      : `give “${named('id')}” to ${named('mechanicId')}`,
  answer: repairTold,
}

export const cancel: ActPhrases = {
  say: [
    '(cancel|call off|scrap|drop|delete|remove) (the repair|repair|) {id}',
    '(cancel|delete|remove) the (job|ticket|booking) (for|of|on) {id}',
    '{id} is (cancelled|off|called off)',
    '(take|strike|cross) {id} (out of|off) the (books|list)',
    "(we|i) (do not|don't|dont|will not|won't) do {id} (any more|after all|)",
    '{id} is not (going to be done|worth it)',
    "{x} (does not|doesn't|doesnt) want {id} (done|repaired|fixed) (any more|after all|)",
    '{x} changed (his|her|their) mind about {id}, cancel it',
    '{x} (called|rang) to cancel {id}',
    '{x} (called|rang), cancel {id}',
    '{id} was booked (by mistake|twice)',
    'forget about {id}, cancel it',
    'get rid of {id}',
    '{id} is a write-off, cancel it',
    'no repair for {id} after all',
    'we are not repairing {id}',
    'throw {id} out',
    '{x} is taking {id} somewhere else',
    'undo the booking of {id}',
    'please cancel {id}',
    '{id} need not be done, (cancel|delete) it',
  ],
  not: ['take R-104 off the stand', 'R-104 was collected', 'cancel the approval', 'delete the task'],
  among: { status: 'open' },
  ask: { id: 'Which repair should I cancel?' },
  proposal: ({ named }) => `cancel “${named('id')}”`,
}
