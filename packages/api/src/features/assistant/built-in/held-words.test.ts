import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { openRoastery } from './testing/roastery.ts'
import { worldOf } from './testing/score.ts'
import type { World } from './understand/types.ts'
import { understand } from './understand/understand.ts'

let hub: TestHub
let world: World
let other: World
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  const [firm, stranger] = [await openRoastery(hub), await openRoastery(hub)]
  await firm.org.api.modules.ops.tasks.create({ title: 'Order pallets', tag: 'goods-in' })
  await say(firm.org.api, 'hello')
  world = await worldIn(firm)
  other = await worldIn(stranger)
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

function worldIn(firm: Firm): Promise<World> {
  const place = { hub, open: () => Promise.resolve(firm), names: () => Promise.resolve(new Map()) }
  return worldOf(place, firm, { say: '', category: '', expect: { talk: true } })
}

async function inputOf(text: string, place = world) {
  const outcome = await understand(text, place)
  return outcome.kind === 'calls' ? outcome.calls.map(({ input }) => input) : outcome.kind
}

test.each([
  ['how many finance tasks are still open', { tag: 'finance', status: 'open' }],
  ['number of stock tasks', { tag: 'stock' }],
  ['how many finance tagged tasks are done', { tag: 'finance', status: 'done' }],
  ['list the open goods-in tasks', { tag: 'goods-in', status: 'open' }],
])('“%s” is narrowed by a word that some row has', async (text, input) => {
  expect(await inputOf(text)).toEqual([input])
})

test('a word that no row of this organization has narrows nothing by itself', async () => {
  expect(await inputOf('how many goods-in tasks are open')).toEqual([{ tag: 'goods-in', status: 'open' }])
  expect(await inputOf('how many goods-in tasks are open', other)).not.toEqual([
    { tag: 'goods-in', status: 'open' },
  ])
})
