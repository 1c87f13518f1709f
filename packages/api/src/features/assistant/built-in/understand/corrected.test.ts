import { beforeAll, describe, expect, test } from 'vitest'
import { acts, meant } from '../testing/meant.ts'
import { worldOf } from '../testing/world.ts'
import { understand } from './understand.ts'

// The first request of a hub waits until its ranker has learnt.
beforeAll(() => understand('hello', worldOf()), 60_000)

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
    ['no, the 26th', { ...changed, dueOn: '2026-11-26' }],
    ['make it sweep the whole yard instead', { ...changed, title: 'Sweep the whole yard' }],
    ['call it sweep the whole yard', { ...changed, title: 'Sweep the whole yard' }],
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
