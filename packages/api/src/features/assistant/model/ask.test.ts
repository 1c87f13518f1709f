import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modelMicro } from '../../../platform/credits/model-prices.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { refuses, says } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'
import { paid, startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

const TOKENS = { input: 60, output: 8 }

const answers = (content: string) => says([content], [TOKENS.input, TOKENS.output])

const ask = (question: string, more: object = {}) => org.api.workflows.actions.askModel({ question, ...more })

test('a question is answered, and charged once however often its key comes (WF-1)', async () => {
  provider.next(answers('Dear Jonah'))
  const once = { idempotencyKey: 'reminder-0001' }
  expect(await ask('Write a reminder', once)).toEqual({ text: 'Dear Jonah' })
  expect(await ask('Write a reminder', once)).toEqual({ text: 'Dear Jonah' })
  await expect.poll(() => paid(org)).toEqual({ spent: modelMicro('test-model', TOKENS), held: 0 })
})

test('an answer as JSON is read, fence or not', async () => {
  provider.next(answers('```json\n{"late": 3}\n```'))
  expect(await ask('How many?', { answerAs: 'json' })).toMatchObject({ json: { late: 3 } })
  provider.next(answers('three'))
  await expect(ask('How many?', { answerAs: 'json' })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

describe('an answer that was charged and is no JSON', () => {
  const ONE = modelMicro('test-model', TOKENS)

  test('pays for no other question under its key (CRED-2)', async () => {
    const once = { idempotencyKey: 'free-ride-0001' }
    provider.next(answers('three'), answers('A whole book'))
    await expect(ask('How many?', { ...once, answerAs: 'json' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect(await ask('Write a book', once)).toEqual({ text: 'A whole book' })
    await expect.poll(() => paid(org)).toEqual({ spent: 2 * ONE, held: 0 })
  })

  test('is asked for again for nothing once, and paid for after that', async () => {
    const again = { idempotencyKey: 'free-ride-0002', answerAs: 'json' }
    for (const spent of [ONE, ONE, 2 * ONE, 3 * ONE]) {
      provider.next(answers('three'))
      await expect(ask('How many?', again)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
      await expect.poll(() => paid(org)).toEqual({ spent, held: 0 })
    }
  })
})

test('a model that fails costs nothing, and says so without its secrets', async () => {
  provider.next(refuses(401))
  const refused = await ask('Why?').catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'UNAVAILABLE' })
  expect(String(refused)).not.toContain('sk-test-secret')
  await expect.poll(() => paid(org)).toEqual({ spent: 0, held: 0 })
})
