import { describe, expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { understand } from '../understand.ts'

const task = (id: string, name = id) => ({ entity: 'ops_task', id, name })

describe('a conversation', () => {
  test('"it" and "the second one" mean what was spoken of and shown', async () => {
    expect(acts(await meant('make it urgent', { it: task('roster') }))).toEqual([
      ['tasks.update', { id: 'roster', priority: 'high' }],
    ])
    const focus = [task('quote', 'Quote for Oakhollow Hotel'), task('labels', 'Design new bag labels')]
    expect(acts(await meant('remove the second one', { focus }))).toEqual([
      ['tasks.remove', { id: 'labels' }],
    ])
    // Though a name that is not among them has that word in it.
    const world = worldOf({ memory: { focus } })
    const mixer = { id: 'mixer', name: 'Ask for a quote for a second mixer', item: {} }
    const rows: typeof world.rows = async (...asked) => [...(await world.rows(...asked)), mixer]
    expect(acts(await understand('complete the second one', { ...world, rows }))).toEqual([
      ['tasks.complete', { id: 'labels' }],
    ])
  })

  test('goes on with a list that is asked for otherwise', async () => {
    const last = { path: 'modules.ops.tasks.list', input: { mine: true, overdue: true } }
    expect(acts(await meant('and Jonas?', { last }))).toEqual([
      ['tasks.list', { overdue: true, assigneeId: 'jonas' }],
    ])
  })

  test('a question of those asks less of the look-up before it', async () => {
    const list = { path: 'modules.ops.tasks.list', input: { dueTo: '2026-11-30' } }
    const focus = [task('labels', 'Design new bag labels'), task('roster', 'Plan the December roster')]
    expect(acts(await meant('and which of those belong to Jonas?', { last: list, focus }))).toEqual([
      ['tasks.list', { dueTo: '2026-11-30', assigneeId: 'jonas' }],
    ])
    const count = { path: 'modules.ops.tasks.count', input: { status: 'open' } }
    expect(acts(await meant('and how many of those are high prio', { last: count }))).toEqual([
      ['tasks.count', { status: 'open', priority: 'high' }],
    ])
    expect(acts(await meant('which of them are late?', { last: count }))).toEqual([
      ['tasks.list', { status: 'open', overdue: true }],
    ])
    // What names its row is a change, though a part of it could narrow the list.
    const taken = 'take the roster away from Jonas, nobody should have it'
    expect(acts(await meant(taken, { last: list, focus }))).toEqual([
      ['tasks.assign', { id: 'roster', assigneeId: null }],
    ])
  })

  test('goes on with the same view of another', async () => {
    const last = { path: 'modules.ops.tasks.list', input: { status: 'open', assigneeId: 'anaC' } }
    expect(acts(await meant('and the same overview for Jonas', { last }))).toEqual([
      ['tasks.list', { status: 'open', assigneeId: 'jonas' }],
    ])
    expect(acts(await meant('the closed ones included', { last }))).toEqual([
      ['tasks.list', { assigneeId: 'anaC' }],
    ])
  })

  test('holds no second request in what is put off', async () => {
    expect(
      acts(await meant('take the due date off the bag labels, we will look at it again in March')),
    ).toEqual([['tasks.update', { id: 'labels', dueOn: null }]])
  })

  test('goes on asking of the same row', async () => {
    const last = { path: 'modules.travel.rentals.days', input: { id: 'van', month: '2026-12' } }
    const it = { entity: 'travel_rental', id: 'van', name: 'Blue van' }
    expect(acts(await meant('what about January', { last, it }))).toEqual([
      ['modules.travel.rentals.days', { id: 'van', month: '2027-01' }],
    ])
  })

  test('asks the same for another word', async () => {
    const last = { path: 'modules.ops.tasks.count', input: { tag: 'legal', status: 'open' } }
    expect(acts(await meant('and the same number for finance, if I may', { last }))).toEqual([
      ['tasks.count', { tag: 'finance', status: 'open' }],
    ])
  })

  test('of a day that was said may be put right in words', async () => {
    const last = { path: 'modules.ops.tasks.create', input: { title: 'Mop', dueOn: '2026-12-04' } }
    const outcome = await understand('make it the ninth', worldOf({ memory: { last }, isWaiting: true }))
    expect(acts(outcome)).toEqual([['tasks.create', { title: 'Mop', dueOn: '2026-12-09' }]])
  })

  test('asks of those what another look-up beside it tells', async () => {
    const last = { path: 'modules.ops.tasks.list', input: { assigneeId: 'jonas', overdue: true } }
    expect(acts(await meant('how many of those are there?', { last }))).toEqual([
      ['tasks.count', { assigneeId: 'jonas', overdue: true }],
    ])
  })

  test('asks of the row that was spoken of what can be asked of it', async () => {
    const last = { path: 'modules.security.scans.start', input: { siteId: 'site' } }
    const it = { entity: 'security_site', id: 'site', name: 'tideandfennel.example' }
    expect(acts(await meant('what problems did it find?', { last, it }))).toEqual([
      ['modules.security.findings.list', { siteId: 'site' }],
    ])
  })

  test('does something of a row that was shown, though its words may be a filter', async () => {
    const last = { path: 'modules.ops.tasks.list', input: { status: 'open' } }
    const focus = [task('quote'), task('labels'), task('roster')]
    expect(acts(await meant('the second one is done', { last, focus }))).toEqual([
      ['tasks.complete', { id: 'labels' }],
    ])
  })

  test('is about the same days once more where none are said', async () => {
    const last = {
      path: 'modules.travel.rentals.keep',
      input: { id: 'van', from: '2026-12-01', to: '2026-12-03' },
    }
    const it = { entity: 'travel_rental', id: 'van', name: 'Blue van' }
    expect(acts(await meant('release it again', { last, it }))).toEqual([
      ['modules.travel.rentals.free', { id: 'van', from: '2026-12-01', to: '2026-12-03' }],
    ])
  })

  test.each([
    'push the whole lot to Monday',
    'shift all of this to Monday',
    'every single one of those goes to Monday',
  ])('“%s” means all that was shown', async (said) => {
    const focus = [task('quote'), task('labels')]
    expect(acts(await meant(said, { focus }))).toEqual([
      ['tasks.update', { id: 'quote', dueOn: '2026-11-23' }],
      ['tasks.update', { id: 'labels', dueOn: '2026-11-23' }],
    ])
  })

  test.each([
    'on second thoughts let Jonas do it',
    'thinking about it, Jonas should do that instead',
    'come to think of it, better give it to Jonas, since he was there',
    'right and that one is for Jonas',
  ])('“%s” gives what was given to somebody else', async (said) => {
    const last = { path: 'modules.ops.tasks.assign', input: { id: 'roster', assigneeId: 'tomas' } }
    expect(acts(await meant(said, { last, it: task('roster') }))).toEqual([
      ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
    ])
  })

  test('does without the reason behind a few words', async () => {
    const last = { path: 'approvals.list', input: { status: 'done' } }
    for (const said of ['and which were refused because we had no money', 'and the refused ones, as he asks'])
      expect(acts(await meant(said, { last })), said).toEqual([['approvals.list', { status: 'declined' }]])
  })

  test.each([
    ['which are those?', ['modules.ops.tasks.count', { overdue: true }], ['tasks.list', { overdue: true }]],
    ['and who are they', ['modules.ops.tasks.count', { mine: true }], ['tasks.list', { mine: true }]],
    [
      "only Jonas's part though",
      ['audit.list', { door: 'web' }],
      ['audit.list', { door: 'web', actorId: 'jonas' }],
    ],
    [
      'same drill for Jonas',
      ['modules.ops.tasks.list', { assigneeId: 'tomas' }],
      ['tasks.list', { assigneeId: 'jonas' }],
    ],
    ['throw in the ended ones', ['auth.apiKeys.list', {}], ['auth.apiKeys.list', { status: 'all' }]],
    ['the same by source (browser, agents)', ['credits.usage', {}], ['credits.usage', { by: 'door' }]],
  ] as const)('“%s” goes on behind a look-up', async (said, [path, input], expected) => {
    expect(acts(await meant(said, { last: { path, input } }))).toEqual([expected])
  })

  test('mends what was asked for before', async () => {
    const last = { path: 'modules.ops.tasks.create', input: { title: 'Order milk', dueOn: '2026-11-23' } }
    expect(acts(await meant('no, I meant Tuesday', { last, it: task('milk', 'Order milk') }))).toEqual([
      ['tasks.update', { id: 'milk', dueOn: '2026-11-24' }],
    ])
  })

  test('leaves an open question for a new request, keeps it for words that fit nothing, and drops it', async () => {
    const open = await meant('assign the labels')
    if (open.kind !== 'ask') throw new Error('Expected a question.')
    const { draft } = open
    expect(acts(await meant('what is my balance?', { draft }))).toEqual([['credits.balance', {}]])
    expect(await meant('Zoltan', { draft })).toMatchObject({ kind: 'ask', draft: { open: 'assigneeId' } })
    expect(await meant('never mind', { draft })).toMatchObject({ kind: 'dropped' })
    expect(await meant('hang on, forget that, I want to ask Jonas', { draft })).toMatchObject({
      kind: 'dropped',
    })
    expect(await meant('no leave it, better not', { draft })).toMatchObject({ kind: 'dropped' })
    expect(await meant('no, it is still here', { draft })).not.toMatchObject({ kind: 'dropped' })
    expect(acts(await meant('Jonas', { draft }))).toEqual([
      ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
    ])
  })

  test('takes the act that was chosen out of an offer', async () => {
    const offer = {
      text: 'the roster',
      choices: [
        { path: 'modules.ops.tasks.get', label: 'Read a task' },
        { path: 'modules.ops.tasks.complete', label: 'Complete a task' },
      ],
    }
    for (const said of ['Complete a task', 'complete a task please', 'the second one'])
      expect(acts(await meant(said, { offer }))).toEqual([['tasks.complete', { id: 'roster' }]])
    // A request of its own names another row, and is not the answer.
    expect(acts(await meant('complete the quote', { offer }))).toEqual([['tasks.complete', { id: 'quote' }]])
  })

  test('“the task” is the one that was spoken of, the only one there is, or one of those there are', async () => {
    expect(acts(await meant('bring back the task'))).toEqual([['tasks.restore', { id: 'flyers' }]])
    const asked = await meant('complete the task')
    if (asked.kind !== 'ask') throw new Error('Expected a question.')
    expect(asked.question).not.toContain('“')
    expect(asked.draft.choices.map(({ value }) => value)).toContain('roster')
    expect(acts(await meant('complete the task', { it: task('roster') }))).toEqual([
      ['tasks.complete', { id: 'roster' }],
    ])
  })
})
