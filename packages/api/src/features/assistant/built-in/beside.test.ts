import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { openRoastery } from './testing/roastery.ts'
import { sentencesIn, worldOf } from './testing/score.ts'
import type { World } from './understand/types.ts'
import { understand } from './understand/understand.ts'

let hub: TestHub
let change: string
let question: string
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  const firm = await openRoastery(hub)
  await say(firm.org.api, 'hello')
  const place = { hub, open: () => openRoastery(hub), names: () => Promise.resolve(new Map()) }
  const world = await worldOf(place, firm, { say: '', category: '', expect: { talk: true } })
  change = await firstWith(world, (effect) => effect !== 'read')
  // A question is told what is beside it behind a change, too.
  const last = { path: 'modules.ops.tasks.create', input: { title: 'Wash the van' }, names: {} }
  const behind = { ...world, memory: { ...world.memory, last } }
  question = await firstWith(behind, (effect) => effect === 'read')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** Which message is taken for one act with another beside it depends on all that the assistant can do. */
async function firstWith(world: World, fits: (effect: string) => boolean): Promise<string> {
  for (const { say: text, after } of sentencesIn('build')) {
    if (after) continue
    const outcome = await understand(text, world)
    if (outcome.kind !== 'calls' || outcome.beside === undefined) continue
    if (outcome.calls.every(({ act }) => fits(act.entry.meta.effect))) return text
  }
  throw new Error('Nothing is put beside anything any more.')
}

async function told({ org: { api } }: Firm, text: string, conversationId?: string) {
  const { sent, events } = await say(api, text, conversationId)
  const choices = events.flatMap(({ data }) => (data.type === 'question' ? (data.choices ?? []) : []))
  const approvals = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))
  const beside = choices.filter((choice) => choice.startsWith('I meant: '))
  return { conversationId: sent.conversationId, beside, approvals }
}

const statusOf = async ({ org: { api } }: Firm, id: string | undefined) =>
  (await api.approvals.get({ id: id ?? '' })).status

test('what else may be meant stands beside a change, and pressing it withdraws that change', async () => {
  const firm = await openRoastery(hub)
  const first = await told(firm, change)
  expect(await statusOf(firm, first.approvals[0])).toBe('pending')

  await told(firm, first.beside[0] ?? '', first.conversationId)

  expect(await statusOf(firm, first.approvals[0])).not.toBe('pending')
  const kept = await hub.hub.db.org(firm.org.orgId).selectFrom('assistantChoice').select('path').execute()
  expect(kept).toHaveLength(1)
})

test('a button beside an answer withdraws nothing that an earlier answer put up', async () => {
  const firm = await openRoastery(hub)
  const before = await told(firm, 'add a task: wash the van')
  const asked = await told(firm, question, before.conversationId)
  expect(asked.beside).not.toEqual([])

  await told(firm, asked.beside[0] ?? '', asked.conversationId)

  expect(await statusOf(firm, before.approvals[0])).toBe('pending')
})

test('a place in a list is one of its rows, and no button beside it', async () => {
  const firm = await openRoastery(hub)
  const asked = await told(firm, question)
  await told(firm, 'the first one', asked.conversationId)

  const kept = await hub.hub.db.org(firm.org.orgId).selectFrom('assistantChoice').select('path').execute()
  expect(kept).toEqual([])
})
