import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { worldOf } from './testing/score.ts'
import { workshop } from './testing/workshop/module.ts'
import { openShop, shopNames } from './testing/workshop/shop.ts'
import type { Outcome, World } from './understand/types.ts'
import { understand } from './understand/understand.ts'

let hub: TestHub
let firm: Firm
let world: World
let names: ReadonlyMap<string, string>
beforeAll(async () => {
  hub = await startHub({ now: () => NOW, modules: [workshop] })
  firm = await openShop(hub)
  await say(firm.org.api, 'hello')
  const place = { hub, open: () => openShop(hub), names: () => shopNames(hub, firm) }
  world = await worldOf(place, firm, { say: '', category: '', expect: { talk: true } })
  names = await shopNames(hub, firm)
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** The acts of the workshop that are asked for, with names in place of ids. */
function calls(outcome: Outcome): unknown {
  if (outcome.kind !== 'calls') return outcome.kind
  const named = (_: string, value: unknown) => (typeof value === 'string' && names.get(value)) || value
  return outcome.calls.map(({ act, input }) => [
    act.path.replace('modules.workshop.', ''),
    JSON.parse(JSON.stringify(input, named)) as unknown,
  ])
}

const heard = async (text: string) => calls(await understand(text, world))

const booked = (bikeId: string, problem: string, more: object = {}) => [
  ['repairs.book', { bikeId, problem, ...more }],
]

test.each([
  [
    'Post office e-bike 3 has come in with a bent fork. Book it in with Pedro Alves for Wednesday.',
    booked('Post office e-bike 3', 'Bent fork', { mechanicId: 'Pedro Alves', promisedOn: '2026-11-25' }),
  ],
  [
    "On Clara Voss's Cube the bell is stuck too, write that up as a separate repair",
    booked("Clara Voss's Cube", 'Bell is stuck'),
  ],
  [
    "Lena Fox's Gazelle has a torn saddle now. Open a repair for it and let Pedro Nunes have it.",
    booked("Lena Fox's Gazelle", 'Torn saddle', { mechanicId: 'Pedro Nunes' }),
  ],
  ['the Trek came in with a new chain, book it', booked("Mr Okafor's Trek", 'New chain')],
  ['Hugo Brandt has left his Canyon with us again. Please book it in as a new repair.', 'ask'],
  [
    'new repair: school cargo bike, worn tyre, I’ll do it, promised for monday',
    booked('School cargo bike', 'Worn tyre', { mechanicId: 'Colm Doherty', promisedOn: '2026-11-23' }),
  ],
])('“%s” puts down what was told', async (text, expected) => {
  expect(await heard(text)).toEqual(expected)
})

test.each([
  [
    'I told Clara she would have her Cube on Wednesday, put that in',
    'repairs.promise',
    { id: 'R-110', promisedOn: '2026-11-25' },
  ],
  [
    'Mrs Doyle is happy to pay 38 euros for R-107, so write that down as our price',
    'repairs.quote',
    { id: 'R-107', priceCents: 3800 },
  ],
  [
    'Sofia has not begun with the Blue Pashley, so put it back to booked',
    'repairs.setStatus',
    { id: 'R-109', status: 'booked' },
  ],
  [
    'Pedro Alves is ill, so hand the school cargo bike to Inês',
    'repairs.assign',
    { id: 'R-103', mechanicId: 'Inês Matos' },
  ],
  [
    'hand the Trek over to Pedro Nunes, Inês has enough on her plate',
    'repairs.assign',
    { id: 'R-104', mechanicId: 'Pedro Nunes' },
  ],
  ["Raise Rui's Peugeot from 90 to 110 euros", 'repairs.quote', { id: 'R-106', priceCents: 11_000 }],
  [
    'Push the Canyon back from Tuesday to Friday next week',
    'repairs.promise',
    { id: 'R-105', promisedOn: '2026-11-27' },
  ],
  ['Lena Fox just picked up her Gazelle', 'repairs.setStatus', { id: 'R-102', status: 'collected' }],
])('“%s” is a change', async (text, path, input) => {
  expect(await heard(text)).toEqual([[path, input]])
})

test.each([
  ["Show me everything that's overdue", 'repairs.list', { overdue: true }],
  ['3 newest repairs', 'repairs.list', { limit: 3, sort: 'newest' }],
  ['List all the open repairs with the earliest promised day first', 'repairs.list', { status: 'open' }],
  ['all the bikes we know, a to z', 'bikes.list', {}],
  ['list all bikes sorted by name', 'bikes.list', {}],
  ['a list of all repairs that are ready for pickup', 'repairs.list', { status: 'ready' }],
  ['I would like to see what is on the stands', 'repairs.list', { status: 'onStand' }],
])('“%s” looks up', async (text, path, input) => {
  expect(await heard(text)).toEqual([[path, input]])
})

test.each([
  "The school's cargo bike has a bent kickstand",
  'Sofia has her hands full',
  'Pedro Nunes has started on the squealing brakes',
])('“%s” changes nothing by itself', async (text) => {
  expect(['offer', 'cannot', 'ask']).toContain(await heard(text))
})
