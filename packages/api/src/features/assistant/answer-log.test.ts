import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { AnswerLog } from './answer-log.ts'
import { emptyMemory } from './memory.ts'
import { AssistantEvent } from './schema.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const dbOf = ({ orgId }: TestOrg) => hub.hub.db.org(orgId)

/** An answer that is about to be written. */
async function newAnswer(org: TestOrg): Promise<AnswerLog> {
  const { orgId, owner } = org
  const [conversationId, answerId] = [uuidv7(), uuidv7()]
  const memory = JSON.stringify(emptyMemory)
  const at = { createdAt: new Date(), updatedAt: new Date() }
  await dbOf(org)
    .insertInto('assistantConversation')
    .values({ id: conversationId, orgId, personId: owner.userId, title: 'Story', memory, ...at })
    .execute()
  const prompt = { id: uuidv7(), orgId, conversationId, createdAt: new Date() }
  await dbOf(org)
    .insertInto('assistantMessage')
    .values([
      { ...prompt, role: 'person', text: 'Tell me', status: 'done' },
      { ...prompt, id: answerId, role: 'assistant', text: '', status: 'streaming', promptId: prompt.id },
    ])
    .execute()
  return new AnswerLog({ hub: hub.hub, orgId, conversationId, answerId })
}

async function written(org: TestOrg): Promise<{ text: string; told: string }> {
  const db = dbOf(org)
  const { text } = await db
    .selectFrom('assistantMessage')
    .select('text')
    .where('role', '=', 'assistant')
    .executeTakeFirstOrThrow()
  const events = await db.selectFrom('assistantEvent').select('data').orderBy('seq').execute()
  const parsed = events.map(({ data }) => AssistantEvent.parse(data))
  return { text, told: parsed.map((event) => (event.type === 'text' ? event.delta : '')).join('') }
}

test('words said during a write are in the next one, as text and as event', async () => {
  const org = await hub.newOrg()
  const log = await newAnswer(org)
  log.say('Once ')
  const first = log.flush()
  // By the next turn of the loop the write is on its way to the database.
  await new Promise(setImmediate)
  log.say('upon a time')
  await first
  // A process killed here leaves exactly this behind.
  expect(await written(org)).toEqual({ text: 'Once ', told: 'Once ' })
  await log.finish()
  expect(await written(org)).toEqual({ text: 'Once upon a time', told: 'Once upon a time' })
})
