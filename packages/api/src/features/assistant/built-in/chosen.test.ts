import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { rankerOf } from './ranking/hub-ranker.ts'

/** Which of these leaves the assistant unsure depends on all that it can do. */
const VAGUE = ['sort out the roster', 'look after the roster', 'deal with the roster', 'arrange the roster']

let hub: TestHub
let unsure: string
beforeAll(async () => {
  hub = await startHub()
  await rankerOf(hub.hub)
  const org = await orgWithTasks()
  const numbers = await Promise.all(VAGUE.map(async (text) => (await offered(org, text)).choices.length))
  unsure = VAGUE.find((_, at) => (numbers[at] ?? 0) > 1) ?? ''
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function orgWithTasks(): Promise<TestOrg> {
  const org = await hub.newOrg()
  await org.api.modules.ops.tasks.create({ title: 'Plan the December roster' })
  return org
}

/** What is offered for a request, and the conversation it is offered in. */
async function offered({ api }: TestOrg, text: string) {
  const { sent, events } = await say(api, text)
  const choices = events.flatMap(({ data }) => (data.type === 'question' ? (data.choices ?? []) : []))
  return { choices, conversationId: sent.conversationId }
}

async function chooseLast(org: TestOrg): Promise<string> {
  const { choices, conversationId } = await offered(org, unsure)
  const last = choices.at(-1) ?? ''
  expect(choices.indexOf(last)).toBeGreaterThan(0)
  await say(org.api, last, conversationId)
  return last
}

const kept = ({ orgId }: TestOrg) =>
  hub.hub.db.org(orgId).selectFrom('assistantChoice').select(['words', 'path', 'times']).execute()

test('an act chosen out of an offer goes first the next time', async () => {
  const org = await orgWithTasks()
  const chosen = await chooseLast(org)
  const { choices } = await offered(org, unsure)
  // Likely enough, it is done at once and nothing is offered any more.
  expect(choices[0] ?? chosen).toBe(chosen)
})

test('what one organization chose changes nothing for another', async () => {
  const [one, other] = [await orgWithTasks(), await orgWithTasks()]
  const before = await offered(other, unsure)
  await chooseLast(one)
  expect((await offered(other, unsure)).choices).toEqual(before.choices)
  expect(await kept(other)).toEqual([])
})

test('a choice keeps kinds of words, and no name', async () => {
  const org = await orgWithTasks()
  await chooseLast(org)
  await chooseLast(await orgWithTasks())
  const [choice, ...others] = await kept(org)
  expect(others).toEqual([])
  expect(choice?.words).not.toMatch(/december/i)
  expect(choice?.times).toBe(1)
})
