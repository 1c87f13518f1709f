import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

test.each([
  [
    'I am on the train with five minutes left, so please show me the tasks of Jonas.',
    'tasks.list',
    { assigneeId: 'jonas' },
  ],
  ['Which tasks are overdue? I want no surprises at the fair.', 'tasks.list', { overdue: true }],
  [
    'The bag labels can be deleted, because the printer sent us the old ones by mistake',
    'tasks.remove',
    { id: 'labels' },
  ],
  [
    'Give the roster to Jonas, who knows when everybody is away',
    'tasks.assign',
    { id: 'roster', assigneeId: 'jonas' },
  ],
  [
    'On the board, please move the roster to waiting, as nobody has answered yet',
    'tasks.move',
    { id: 'roster', status: 'waiting' },
  ],
  ['the briefing for today, my bus is about to leave', 'system.briefing', {}],
  [
    'The printer is out of paper until Thursday, so push the bag labels to Monday',
    'tasks.update',
    { id: 'labels', dueOn: '2026-11-23' },
  ],
  [
    'Move the quote to half past four, since they ring at five',
    'tasks.update',
    { id: 'quote', dueTime: '16:30' },
  ],
  [
    'We are shut on Mondays, so put the roster on Tuesday',
    'tasks.update',
    { id: 'roster', dueOn: '2026-11-24' },
  ],
  [
    "The chef is leaving early, so the roster has to be done by one o'clock today",
    'tasks.update',
    { id: 'roster', dueOn: '2026-11-20', dueTime: '13:00' },
  ],
])('“%s” asks for one thing, and tells why', async (text, path, input) => {
  expect(acts(await meant(text))).toEqual([[path, input]])
})

test.each([
  [
    'I get confused by owners, admins and all these viewers, so what may each of them do?',
    'organizations.roles',
    {},
  ],
  [
    'Our insurance asks which people sign in without a second factor, could you list them?',
    'organizations.members.list',
    { hasSecondFactor: false },
  ],
  ['You may laugh, but did anybody fiddle with the audit log, please check', 'audit.verify', {}],
])('“%s” is looked up with all that narrows it', async (text, path, input) => {
  expect(acts(await meant(text))).toEqual([[path, input]])
})

test('what is done by hand is said behind what was told of it', async () => {
  const outcome = await meant(
    'I saw that the assistant wants to remove the labels, which is wrong; please decline that request',
  )
  expect(outcome).toMatchObject({ kind: 'byHand', act: { path: 'approvals.decline' } })
})

test('“both” is of all that were told of', async () => {
  const outcome = await meant(
    'The labels are here, and the roster hangs in the kitchen, so you can mark both of them as done',
  )
  expect(acts(outcome)).toEqual([
    ['tasks.complete', { id: 'labels' }],
    ['tasks.complete', { id: 'roster' }],
  ])
})

test('what is told first of several is not all that is meant by “both”', async () => {
  expect(acts(await meant('the labels are here n the roster is finished, close both'))).toEqual([
    ['tasks.complete', { id: 'labels' }],
    ['tasks.complete', { id: 'roster' }],
  ])
})

test.each([
  'hotel quote sent, tick it off. vat return failed again, reopen.',
  'hotel quote sent, tick it off. the vat return is still wrong, reopen it.',
])('“%s” asks for something of each', async (text) => {
  expect(acts(await meant(text))).toEqual([
    ['tasks.complete', { id: 'quote' }],
    ['tasks.reopen', { id: 'vat' }],
  ])
})

test('what is announced of a row is all of that row', async () => {
  const text = 'two changes to the bag labels: make it high priority and give it to Jonas'
  expect(acts(await meant(text))).toEqual([
    ['tasks.update', { id: 'labels', priority: 'high' }],
    ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
  ])
})

test('a card goes where it is said on the board', async () => {
  const into = 'On the board, the bag labels go into the waiting column'
  const tasks = { id: 'labels', status: 'waiting' }
  expect(acts(await meant(`${into}. Directly under the roster`))).toEqual([
    ['tasks.move', { ...tasks, after: 'roster' }],
  ])
  expect(acts(await meant(`${into}, right above the roster`))).toEqual([
    ['tasks.move', { ...tasks, before: 'roster' }],
  ])
})

test('a count in front is of what follows', async () => {
  const text = 'two things before lunch: remind me to ring the bank, and give the roster to Jonas'
  expect(acts(await meant(text))).toEqual([
    ['tasks.create', { title: 'Ring the bank' }],
    ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
  ])
})

test('a row is opened', async () => {
  expect(acts(await meant('open the December roster'))).toEqual([['tasks.get', { id: 'roster' }]])
})

test('what is to be refused is said where, and nothing that it asks for is done', async () => {
  expect(await meant('Somebody wants to delete the roster, refuse that for me')).toMatchObject({
    kind: 'byHand',
    act: { path: 'approvals.decline' },
  })
})

test('politeness waits for nothing, and what was used each day is no plan', async () => {
  expect(acts(await meant("If that's no trouble, add a task for Jonas: sweep the yard"))).toEqual([
    ['tasks.create', { title: 'Sweep the yard', assigneeId: 'jonas' }],
  ])
  expect(acts(await meant('how many credits did we use each day over the past fortnight'))).toEqual([
    ['credits.usage', { days: 14 }],
  ])
})

const roster = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }

test('a row that stands in the reason is not the one that is pointed at', async () => {
  const text = 'push that to Thursday, the printer wants to see the bag labels first'
  expect(acts(await meant(text, { it: roster }))).toEqual([
    ['tasks.update', { id: 'roster', dueOn: '2026-11-26' }],
  ])
  expect(acts(await meant('push the bag labels to Thursday, she has the flu', { it: roster }))).toEqual([
    ['tasks.update', { id: 'labels', dueOn: '2026-11-26' }],
  ])
})

test('what is told first of several requests is none of them', async () => {
  const slammed = "we're packed out tomorrow, push the roster to Sunday, oh and give the bag labels to Jonas"
  expect(acts(await meant(slammed))).toHaveLength(2)
  const text = "we're short of hands, push the roster to Sunday, oh and give the bag labels to Jonas"
  expect(acts(await meant(text))).toEqual([
    ['tasks.update', { id: 'roster', dueOn: '2026-11-22' }],
    ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
  ])
})

test('the same is not put up once more by another act', async () => {
  const text = 'the roster is started, put it in the column doing'
  expect(acts(await meant(text))).toEqual([['tasks.move', { id: 'roster', status: 'doing' }]])
  expect(acts(await meant("put the roster in the column doing, we're on it"))).toEqual([
    ['tasks.move', { id: 'roster', status: 'doing' }],
  ])
  expect(acts(await meant('the roster is started, make it urgent'))).toEqual([
    ['tasks.update', { id: 'roster', status: 'doing', priority: 'high' }],
  ])
})

test('a second request names another row by “one”', async () => {
  const text = 'tick off the bag labels, and make the roster one urgent because the printer asked for it'
  expect(acts(await meant(text))).toEqual([
    ['tasks.complete', { id: 'labels' }],
    ['tasks.update', { id: 'roster', priority: 'high' }],
  ])
})
