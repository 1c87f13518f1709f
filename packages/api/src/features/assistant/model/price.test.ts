import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modelMicro, modelPrice } from '../../../platform/credits/model-prices.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { startHub } from '../../../testing/index.ts'
import { say } from '../testing.ts'
import { bytesOf } from './budget.ts'
import { says } from './testing-provider.ts'
import type { FakeProvider, Turn } from './testing-provider.ts'
import { lastMessage, paid, startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

/** What a tokenizer finds in a request of this hub: 4.3 bytes a token. */
const sent = () => bytesOf(JSON.stringify(provider.requests.at(-1)?.body))
const honest: Turn = (response, request) =>
  says(['Hello.'], [Math.round(bytesOf(JSON.stringify(request)) / 4.3), 4])(response, request)

describe('the price of a message', () => {
  test('is counted before it is sent from what will be sent', async () => {
    const text = 'Good morning, and a word about the clay prices, please.'
    const before = await org.api.assistant.estimate({ length: text.length, text })
    expect(before.model).toBe('test-model')
    provider.next(honest)
    const { sent: first } = await say(org.api, text)
    // All but the few marks around the message, which is not written yet.
    expect(Math.abs(before.inputTokens - sent() / 4)).toBeLessThan(40)
    const { spent } = await paid(org)
    expect(spent).toBeLessThan(before.toMicro)
    expect(spent).toBeGreaterThan(modelMicro('test-model', { input: before.inputTokens, output: 4 }) * 0.85)
    expect(before.heldMicro).toBeGreaterThan(before.toMicro)
    const again = { conversationId: first.conversationId, length: text.length, text }
    const after = await org.api.assistant.estimate(again)
    expect(after.inputTokens).toBeGreaterThan(before.inputTokens)
  })

  test('counts what the provider had cached at its own price, in the ledger too', async () => {
    provider.next(says(['Hello.'], [2_400, 4, { cached: 2_000 }]))
    const { sent: first } = await say(org.api, 'Hello')
    const tokens = { input: 2_400, cached: 2_000, output: 4 }
    const { spent } = await paid(org)
    expect(spent).toBe(modelMicro('test-model', tokens))
    expect(spent).toBeLessThan(modelMicro('test-model', { input: 2_400, output: 4 }) / 2)
    expect(await lastMessage(org, first.conversationId)).toMatchObject({ tokens, micro: spent })
    const charge = await hub.hub.db
      .org(org.orgId)
      .selectFrom('creditEntry')
      .select(['inputTokens', 'cachedTokens', 'outputTokens'])
      .where('kind', '=', 'charge')
      .executeTakeFirst()
    expect(charge).toEqual({ inputTokens: 2_400, cachedTokens: 2_000, outputTokens: 4 })
  })

  test('has no more cached tokens than there were tokens', async () => {
    provider.next(says(['Hello.'], [1_000, 4, { cached: 9_000_000 }]))
    await say(org.api, 'Hello')
    expect((await paid(org)).spent).toBe(modelMicro('test-model', { input: 1_000, cached: 1_000, output: 4 }))
  })

  test('is nothing where rules answer', async () => {
    const plain = await startHub()
    const { api } = await plain.newOrg()
    expect(await api.assistant.estimate({})).toEqual({
      model: null,
      inputTokens: 0,
      micro: 0,
      toMicro: 0,
      heldMicro: 0,
    })
    await plain.stop()
  })
})

describe('the price of a model', () => {
  test.each(['gpt-4o', 'openai/gpt-4o', 'gpt-4o-2024-11-20', 'GPT-4o'])('is found by the name %s', (name) => {
    expect(modelPrice(name)).toEqual({
      inputMicroPerMillion: 250_000_000,
      cachedMicroPerMillion: 125_000_000,
      outputMicroPerMillion: 1_000_000_000,
      isDefault: false,
    })
  })

  test('says in the price book that it is the default', async () => {
    expect((await org.api.credits.priceBook()).models).toEqual([
      { model: 'test-model', ...modelPrice('test-model') },
    ])
    expect(modelPrice('test-model').isDefault).toBe(true)
  })
})
