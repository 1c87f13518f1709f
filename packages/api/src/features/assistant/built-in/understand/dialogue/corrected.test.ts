import { describe, expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { understand } from '../understand.ts'

const task = (id: string, name = id) => ({ entity: 'ops_task', id, name })
const create = (input: Record<string, unknown>, names: Record<string, string> = {}) => ({
  path: 'modules.ops.tasks.create',
  input,
  names,
})
const waiting = async (text: string, last: ReturnType<typeof create>) =>
  understand(text, worldOf({ memory: { last }, isWaiting: true }))

describe('what waits for a yes (AI-2)', () => {
  const sweep = create({ title: 'Sweep the yard', dueOn: '2026-11-23', dueTime: '10:00' })
  const changed = { title: 'Sweep the yard', dueOn: '2026-11-23', dueTime: '10:00' }

  test.each([
    ['no, make that Tuesday', { ...changed, dueOn: '2026-11-24' }],
    ['give it to Jonas', { ...changed, assigneeId: 'jonas' }],
    ['make it urgent', { ...changed, priority: 'high' }],
    ['no, 11 not 10', { ...changed, dueTime: '11:00' }],
    ['at half two', { ...changed, dueTime: '14:30' }],
    ['make it 10.30', { ...changed, dueTime: '10:30' }],
    ['no, 11.15', { ...changed, dueTime: '11:15' }],
    ['for Jonas please', { ...changed, assigneeId: 'jonas' }],
    ['with high priority', { ...changed, priority: 'high' }],
    ['no, the 26th', { ...changed, dueOn: '2026-11-26' }],
    ['make it sweep the whole yard instead', { ...changed, title: 'Sweep the whole yard' }],
    ['call it sweep the whole yard', { ...changed, title: 'Sweep the whole yard' }],
    ['sorry, 11', { ...changed, dueTime: '11:00' }],
    ['no, friday', { ...changed, dueOn: '2026-11-27' }],
    ['better on Wednesday', { ...changed, dueOn: '2026-11-25' }],
  ])('is put up anew by “%s”', async (text, input) => {
    const outcome = await waiting(text, sweep)
    expect(outcome).toMatchObject({ kind: 'calls', replaces: true })
    expect(acts(outcome)).toEqual([['tasks.create', input]])
  })

  test('of one line of an invoice its price is what a number is said for', async () => {
    const line = (unitPrice: string, quantity = '1') => [
      { description: 'Hedge trimming', quantity, unitPrice },
    ]
    const invoice = (lines: ReturnType<typeof line>) => ({
      path: 'modules.accounting.invoices.create',
      input: { contactId: 'hotel', lines },
      names: { contactId: 'Oakhollow Hotel' },
    })
    const outcome = await waiting('make it 300', invoice(line('250.00')))
    expect(acts(outcome)).toEqual([[invoice([]).path, { contactId: 'hotel', lines: line('300.00') }]])
    // Of several it may be their number.
    expect(await waiting('make it 3', invoice(line('95.00', '2')))).not.toHaveProperty('replaces')
  })

  test.each([
    ['make it 3 hours', [{ description: 'Hours of digging', quantity: '3', unitPrice: '40.00' }]],
    ['at 45 rather', [{ description: 'Hours of digging', quantity: '2', unitPrice: '45.00' }]],
    ['4, not 2', [{ description: 'Hours of digging', quantity: '4', unitPrice: '40.00' }]],
    [
      'plus a spade at 30',
      [
        { description: 'Hours of digging', quantity: '2', unitPrice: '40.00' },
        { description: 'Spade', quantity: '1', unitPrice: '30.00' },
      ],
    ],
  ])('of a line its number or its price is changed, or one is added: %s', async (text, lines) => {
    const outcome = await waiting(text, {
      path: 'modules.accounting.invoices.create',
      input: {
        contactId: 'nursery',
        lines: [{ description: 'Hours of digging', quantity: '2', unitPrice: '40.00' }],
      },
      names: { contactId: 'Fernhill Nursery' },
    })
    expect(outcome).toMatchObject({ kind: 'calls', replaces: true })
    expect(acts(outcome)).toEqual([['modules.accounting.invoices.create', { contactId: 'nursery', lines }]])
  })

  test('takes a bare number for the amount that was not said', async () => {
    const payment = { path: 'modules.accounting.paymentsIn.record', input: { invoiceId: 'i1' }, names: {} }
    expect(acts(await waiting('125.50', payment))).toEqual([
      [payment.path, { invoiceId: 'i1', amount: '125.50' }],
    ])
  })

  test('ends on the day that is nearest to what was said before', async () => {
    const path = 'modules.travel.rentals.keep'
    const blocked = {
      path,
      input: { id: 'van', from: '2027-03-02', to: '2027-03-04' },
      names: { id: 'Blue van' },
    }
    expect(acts(await waiting('until the 6th', blocked))).toEqual([
      [path, { id: 'van', from: '2027-03-02', to: '2027-03-06' }],
    ])
  })

  test.each([
    ['at 7 rather', '0 7 * * 1'],
    ['wednesday is better', '0 8 * * 3'],
    ['every day instead', '0 8 * * *'],
  ])('as a workflow is another time or day of it: %s', async (text, cron) => {
    const wish = await understand('every monday at 8 add a task: water the plants', worldOf())
    if (wish.kind !== 'calls') throw new Error('Expected a draft.')
    const [{ act, input }] = wish.calls as [(typeof wish.calls)[number]]
    const outcome = await waiting(text, { path: act.path, input, names: {} })
    expect(outcome).toMatchObject({ kind: 'calls', replaces: true })
    expect(acts(outcome)).toMatchObject([[act.path, { draft: { triggers: [{ cron }] } }]])
  })

  test('of a trip it is said on', async () => {
    const path = 'modules.travel.trips.create'
    const trip = { path, input: { text: 'plan a trip from Porto to Oslo on 5 May' }, names: {} }
    expect(acts(await waiting('three of us', trip))).toEqual([
      [path, { text: 'plan a trip from Porto to Oslo on 5 May, three of us' }],
    ])
  })

  test('gives way to who is named behind “not”', async () => {
    const keys = create({ title: 'Bring the keys', assigneeId: 'jonas' }, { assigneeId: 'Jonas Weber' })
    expect(acts(await waiting('not Jonas, Tomás', keys))).toEqual([
      ['tasks.create', { title: 'Bring the keys', assigneeId: 'tomas' }],
    ])
  })

  test('is for another row by “not” and the one before', async () => {
    const last = {
      path: 'modules.ops.tasks.assign',
      input: { id: 'labels', assigneeId: 'jonas' },
      names: { id: 'Design new bag labels', assigneeId: 'Jonas Weber' },
    }
    const outcome = await waiting('sorry, for the roster, not the labels', last)
    expect(acts(outcome)).toEqual([['tasks.assign', { id: 'roster', assigneeId: 'jonas' }]])
  })

  test('stays where something else is asked', async () => {
    expect(await waiting('what is due today?', sweep)).not.toHaveProperty('replaces')
    expect(await waiting('add a task: wash the van', sweep)).not.toHaveProperty('replaces')
  })

  test('stays beside what is wanted once more', async () => {
    const keys = create({ title: 'Bring the keys', assigneeId: 'jonas' }, { assigneeId: 'Jonas Weber' })
    const outcome = await waiting('and for Tomás as well', keys)
    expect(outcome).not.toHaveProperty('replaces')
    expect(acts(outcome)).toEqual([['tasks.create', { title: 'Bring the keys', assigneeId: 'tomas' }]])
  })
})

test('“the same for” another row is done of that one as well', async () => {
  const last = { path: 'modules.ops.tasks.assign', input: { id: 'quote', assigneeId: 'jonas' }, names: {} }
  expect(acts(await meant('same for the roster', { last, it: task('quote') }))).toEqual([
    ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
  ])
})

test('“and” the name of another row is the same of that one', async () => {
  const last = { path: 'modules.ops.tasks.complete', input: { id: 'quote' }, names: {} }
  expect(acts(await meant('and the roster', { last, it: task('quote') }))).toEqual([
    ['tasks.complete', { id: 'roster' }],
  ])
  const made = create({ title: 'Sweep the yard', assigneeId: 'jonas' })
  expect(acts(await meant('and one for Tomás', { last: made, it: task('yard') }))).toEqual([
    ['tasks.create', { title: 'Sweep the yard', assigneeId: 'tomas' }],
  ])
})

test('what is asked of the row that was spoken of changes nothing', async () => {
  const last = { path: 'modules.ops.tasks.get', input: { id: 'roster' }, names: {} }
  expect(acts(await meant('is that on Tuesday?', { last, it: task('roster') }))).not.toEqual([
    ['tasks.update', expect.anything()],
  ])
})

test('“wrong one” takes back what was done, and asks which', async () => {
  expect(await meant('oops wrong one', { last: create({ title: 'Sweep' }), it: task('sweep') })).toEqual({
    kind: 'undo',
  })
  const last = { path: 'modules.ops.tasks.complete', input: { id: 'quote' }, names: {} }
  expect(await meant('oops, wrong one', { last, it: task('quote') })).toMatchObject({
    kind: 'undo',
    more: { kind: 'ask', draft: { open: 'id' } },
  })
})

describe('“the other one” (AI-2)', () => {
  const last = { path: 'modules.ops.tasks.get', input: { id: 'quote' }, names: {} }

  test('is the second of two that were shown', async () => {
    const focus = [task('quote'), task('labels')]
    for (const text of ['no, the other one', 'and the other task?'])
      expect(acts(await meant(text, { last, focus }))).toEqual([['tasks.get', { id: 'labels' }]])
  })

  test('is asked about where there are more', async () => {
    const outcome = await meant('no the other one', { last, it: task('quote') })
    if (outcome.kind !== 'ask') throw new Error('Expected a question.')
    expect(outcome.draft.choices.map(({ value }) => value)).not.toContain('quote')
    expect(outcome.draft.choices.length).toBeGreaterThan(1)
  })
})

test('“the other one” answers no question that is open', async () => {
  const open = await meant('assign the labels')
  if (open.kind !== 'ask') throw new Error('Expected a question.')
  expect(await meant('no, the other one', { draft: open.draft })).toMatchObject({
    kind: 'ask',
    draft: open.draft,
  })
})

describe('“what did you just do?” (AI-2)', () => {
  test('is told from what was asked for last', async () => {
    const said = 'what did you just do?'
    expect(await meant(said)).toMatchObject({ kind: 'talk', text: 'Nothing so far in this conversation.' })
    const read = { path: 'modules.ops.tasks.list', input: {} }
    expect(await meant(said, { last: read })).toMatchObject({ text: expect.stringContaining('List tasks') })
    const { last, it } = { last: create({ title: 'Order milk' }), it: task('milk', 'Order milk') }
    expect(await meant(said, { last, it })).toMatchObject({ text: expect.stringContaining('“Order milk”') })
  })
})

describe('a number alone (AI-2)', () => {
  test.each([
    ['no, 11, not 10', { dueTime: '11:00' }],
    ['make it 3', { dueTime: '15:00' }],
    ['no, the 26th', { dueOn: '2026-11-26' }],
  ])('changes what it can be said for: %s', async (text, input) => {
    const dueTime = text.includes('10') ? '10:00' : '14:00'
    const last = create({ title: 'Meet', dueOn: '2026-11-23', dueTime })
    expect(acts(await meant(text, { last, it: task('meet') }))).toEqual([
      ['tasks.update', { id: 'meet', ...input }],
    ])
  })
})

describe('what is forbidden (AI-2)', () => {
  test.each([
    "don't remove the labels",
    'please do not remove the labels',
    'no, dont mark the labels as done',
  ])('is left alone: %s', async (text) => {
    expect(await meant(text)).toMatchObject({ kind: 'talk', text: expect.stringContaining('alone') })
  })

  test('is done where it is wanted: "don\'t forget", and what stands behind it', async () => {
    expect(acts(await meant("don't forget to call the bank"))).toEqual([
      ['tasks.create', { title: 'Call the bank' }],
    ])
    expect(acts(await meant("don't remove the labels, give it to Jonas"))).toEqual([
      ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
    ])
  })
})
