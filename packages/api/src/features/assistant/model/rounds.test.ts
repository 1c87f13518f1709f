import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { hear, say } from '../testing.ts'
import { begin, callsTool, refuses, says, word } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'
import { startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

/** The model's figures, by what stands between their name and their value. */
async function figures(): Promise<Record<string, number>> {
  const lines = (await hub.hub.metrics.text()).matchAll(
    /^hub_model_(\w+?)\{model="test-model",?([^}]*)\} (\S+)$/gm,
  )
  return Object.fromEntries(
    [...lines]
      .filter(([line]) => !line.includes('_bucket'))
      .map(([, name = '', labels = '', value = '']) => [
        `${name} ${labels.replaceAll('"', '')}`.trim(),
        Number(value),
      ]),
  )
}

describe('requests to a model are counted (GW-5)', () => {
  test('one by one, with their tokens and the time to their first word', async () => {
    provider.next(callsTool('ops_tasks_list', {}, [900, 30]), says(['None.'], [950, 12]))
    await say(org.api, 'What is open?')
    expect(await figures()).toMatchObject({
      'calls_total outcome=ok': 2,
      'tokens_total kind=input': 1_850,
      'tokens_total kind=output': 42,
      seconds_count: 2,
      first_word_seconds_count: 2,
      breaker_state: 0,
    })
    expect(hub.hub.vitals.models.get('test-model')).toEqual({
      breaker: 'closed',
      lastSuccessAt: new Date('2026-11-20T09:00:00Z'),
    })
  })

  test('as failed, until the breaker opens and shows it', async () => {
    provider.next(...Array.from({ length: 9 }, () => refuses(503)))
    for (let turn = 0; turn < 4; turn += 1) await say(org.api, 'hello')
    expect(await figures()).toMatchObject({
      'calls_total outcome=failed': 3,
      'tokens_total kind=input': 0,
      breaker_state: 2,
    })
    expect(hub.hub.vitals.models.get('test-model')).toEqual({ breaker: 'open', lastSuccessAt: null })
  })

  test('as stopped where the person had enough', async () => {
    provider.next((response) => {
      begin(response)
      word(response, 'Once upon a time')
    })
    const sent = await org.api.assistant.send({ text: 'Tell me a story' })
    for await (const { data } of hear(org.api, sent.answerId)) {
      if (data.type === 'text') await org.api.assistant.stop({ answerId: sent.answerId })
      if (data.type === 'finished') break
    }
    expect(await figures()).toMatchObject({ 'calls_total outcome=stopped': 1 })
  })
})
