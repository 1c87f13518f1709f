import { afterEach, beforeEach, expect, test } from 'vitest'
import { modelMicro } from '../../../platform/credits/model-prices.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { hear, read, say } from '../testing.ts'
import { bytesOf, holdMicro, MAX_CALLS, MAX_OUTPUT, MAX_OUTPUT_BYTES } from './budget.ts'
import { begin, callsTool, end, says, word } from './testing-provider.ts'
import type { FakeProvider, Turn } from './testing-provider.ts'
import { lastMessage, notices, paid, startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

const WORDS = 'Once upon a time there was a small pottery. '

/** What an honest provider counts for a request of this hub: 4.3 bytes a token. */
const inputOf = (request: unknown) => Math.round(bytesOf(JSON.stringify(request)) / 4.3)

/** Says the sentence so often, and counts honestly. */
const tells =
  (times: number): Turn =>
  (response, request) => {
    begin(response)
    for (let count = 0; count < times; count += 1) word(response, WORDS)
    end(response, 'stop', [inputOf(request), times * 10])
  }

/** Says the sentence so often and then nothing more. */
const stalls =
  (times: number): Turn =>
  (response) => {
    begin(response)
    for (let count = 0; count < times; count += 1) word(response, WORDS)
  }

const spentBy = async (act: () => Promise<unknown>): Promise<number> => {
  const before = await paid(org)
  await act()
  const after = await paid(org)
  expect(after.held).toBe(0)
  return after.spent - before.spent
}

test.each([
  [18_000_000, 18_000_000],
  [9_999_999, 3],
  // Hardly more than any tokenizer makes of this request.
  [5_000, 2_000],
])('a provider that claims %i and %i tokens is charged by what went over the line', async (input, output) => {
  provider.next(says(['Short.'], [input, output]))
  const spent = await spentBy(() => say(org.api, 'Hello'))
  const bytes = bytesOf(JSON.stringify(provider.requests[0]?.body))
  expect(spent).toBeGreaterThan(0)
  expect(spent).toBeLessThanOrEqual(modelMicro('test-model', { input: bytes / 4, output: 2 }))
  expect(spent).toBeLessThan(holdMicro('test-model', bytes))
})

test('thinking that is counted and not shown is charged, at most what one round may take', async () => {
  provider.next(
    says(['Short.'], [1_000, 1_203, { thinking: 1_200 }]),
    says(['Short.'], [1_000, 900_000, { thinking: 900_000 }]),
  )
  expect(await spentBy(() => say(org.api, 'Hello'))).toBe(
    modelMicro('test-model', { input: 1_000, output: 1_203 }),
  )
  expect(await spentBy(() => say(org.api, 'Hello'))).toBeLessThan(
    modelMicro('test-model', { input: 1_000, output: MAX_OUTPUT }),
  )
})

test('an answer without end is cut at its greatest length and costs what was kept', async () => {
  let isClosed = false
  provider.next((response) => {
    begin(response)
    response.on('close', () => void (isClosed = true))
    const pour = () => {
      while (
        !response.destroyed &&
        response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: WORDS } }] })}\n\n`)
      );
    }
    response.on('drain', pour)
    pour()
  })
  let conversationId = ''
  const spent = await spentBy(async () => {
    const { sent, events } = await say(org.api, 'Tell me')
    conversationId = sent.conversationId
    expect(notices(events)).toEqual([expect.stringContaining('too long')])
    expect(bytesOf(read(events))).toBe(MAX_OUTPUT_BYTES)
  })
  const message = await lastMessage(org, conversationId)
  expect(message).toMatchObject({ status: 'done', driver: 'test-model' })
  expect(bytesOf(message?.text ?? '')).toBe(MAX_OUTPUT_BYTES)
  expect(message?.tokens?.output).toBeLessThanOrEqual(MAX_OUTPUT)
  expect(spent).toBeGreaterThan(0)
  await expect.poll(() => isClosed).toBe(true)
})

test.each([
  ['in one line', (response: Parameters<Turn>[0]) => word(response, 'x'.repeat(20_000_000))],
  [
    'around few words',
    (response: Parameters<Turn>[0]) => {
      for (let count = 0; count < 20 && !response.destroyed; count += 1)
        response.write(`: ${'x'.repeat(1_000_000)}\n\n`)
    },
  ],
])('20 MB %s are not read to the end', async (_, pours) => {
  provider.next((response) => {
    begin(response)
    word(response, 'Here: ')
    pours(response)
    end(response, 'stop', [1_000, 10])
  })
  const { events, sent } = await say(org.api, 'Tell me')
  expect(notices(events)).toEqual([expect.stringContaining('too long')])
  expect(bytesOf((await lastMessage(org, sent.conversationId))?.text ?? '')).toBeLessThanOrEqual(
    MAX_OUTPUT_BYTES,
  )
  expect((await paid(org)).held).toBe(0)
})

test('tools called hundreds of times in one round run as often as one answer may', async () => {
  provider.next(
    (response) => {
      begin(response)
      for (let index = 0; index < 200; index += 1) {
        const call = {
          index,
          id: `call_${index}`,
          type: 'function',
          function: { name: 'ops_tasks_list', arguments: '{}' },
        }
        response.write(
          `data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [call] } }] })}\n\n`,
        )
      }
      end(response, 'tool_calls', [1_000, 100])
    },
    says(['Done.']),
  )
  const { sent } = await say(org.api, 'Go')
  expect((await lastMessage(org, sent.conversationId))?.steps).toHaveLength(MAX_CALLS)
})

test('an answer stopped halfway costs no more than the whole one', async () => {
  provider.next(tells(20))
  const whole = await spentBy(() => say(org.api, 'Tell me a story'))
  provider.next(stalls(10))
  const half = await spentBy(async () => {
    const sent = await org.api.assistant.send({ text: 'Tell me a story' })
    let heard = ''
    for await (const { data } of hear(org.api, sent.answerId)) {
      if (data.type === 'text') heard += data.delta
      if (heard.length === 10 * WORDS.length) await org.api.assistant.stop({ answerId: sent.answerId })
      if (data.type === 'finished') break
    }
  })
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(whole)
})

test('an answer stopped before its first word costs nothing', async () => {
  let wasAsked: (value: unknown) => void = () => undefined
  const asked = new Promise((resolve) => (wasAsked = resolve))
  provider.next((response) => {
    begin(response)
    wasAsked(null)
  })
  const spent = await spentBy(async () => {
    const sent = await org.api.assistant.send({ text: 'Tell me a story' })
    await asked
    await org.api.assistant.stop({ answerId: sent.answerId })
    await stopAnswers(hub.hub)
  })
  expect(spent).toBe(0)
})

test('an answer cut off by the end of the process costs nothing, rounds before it included', async () => {
  provider.next(callsTool('credits_balance', {}), stalls(10))
  const sent = await org.api.assistant.send({ text: 'Tell me a story' })
  await expect.poll(async () => (await lastMessage(org, sent.conversationId))?.text).toContain('pottery')
  await stopAnswers(hub.hub)
  const message = await lastMessage(org, sent.conversationId)
  expect(message).toMatchObject({ status: 'failed', tokens: null })
  const { spent, held } = await paid(org)
  const steps = message?.steps.reduce((sum, { micro }) => sum + micro, 0) ?? 0
  expect({ spent, held }).toEqual({ spent: steps, held: 0 })
})
