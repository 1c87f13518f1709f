import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { giveCredits } from '../../../testing/give-credits.ts'
import { MICRO } from '../../../shared/micro.ts'
import { read, say } from '../testing.ts'
import { breakerOf } from './breaker.ts'
import { begin, end, refuses, says, word } from './testing-provider.ts'
import type { FakeProvider, Turn } from './testing-provider.ts'
import { lastMessage, notices, paid, startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

const ask = async (from: TestOrg = org) => {
  const { events, sent } = await say(from.api, 'What can you do?')
  return {
    text: read(events),
    notices: notices(events),
    message: await lastMessage(from, sent.conversationId),
  }
}

/** Ends without a word, for the reason it is given. */
const silent =
  (finish: string, usage: Parameters<typeof end>[2]): Turn =>
  (response) => {
    begin(response)
    end(response, finish, usage)
  }

describe('the breaker of a model', () => {
  test('stays closed for all where one organization is refused', async () => {
    const other = await hub.newOrg()
    await giveCredits(hub, other.orgId, { micro: 100 * MICRO })
    provider.next(refuses(400), refuses(422), refuses(404), refuses(401))
    for (let turn = 0; turn < 4; turn += 1) expect((await ask()).message?.driver).toBe('built-in')
    provider.next(says(['Yes.']))
    expect((await ask(other)).text).toBe('Yes.')
  })

  test('stays closed over empty and filtered answers, and over too many questions', async () => {
    provider.next(silent('stop', [900, 0]), silent('content_filter', [900, 0]), silent('length', [900, 0]))
    for (let turn = 0; turn < 3; turn += 1) expect((await ask()).message?.driver).toBe('built-in')
    provider.next(...Array.from({ length: 9 }, () => refuses(429)))
    for (let turn = 0; turn < 3; turn += 1) expect((await ask()).notices[0]).toContain('asked for too much')
    provider.next(says(['Yes.']))
    expect((await ask()).text).toBe('Yes.')
  })

  test('is one for each provider, model and key', () => {
    const model = { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' }
    const breaker = breakerOf(hub.hub, model)
    expect(breakerOf(hub.hub, { ...model })).toBe(breaker)
    for (const other of [{ apiKey: 'sk-other' }, { name: 'other' }, { baseUrl: 'http://127.0.0.1:9/v1' }])
      expect(breakerOf(hub.hub, { ...model, ...other })).not.toBe(breaker)
  })
})

describe('a request', () => {
  test.each([429, 500, 503])('is sent again after %i, before the first byte (AI-5)', async (status) => {
    provider.next(refuses(status), refuses(status), says(['There.']))
    expect(await ask()).toMatchObject({ text: 'There.', notices: [] })
    expect(provider.requests).toHaveLength(3)
  })

  test('is sent again when the provider asks for a short wait, not for a long one', async () => {
    provider.next(refuses(429, { 'retry-after': '1' }), says(['There.']))
    const start = performance.now()
    expect((await ask()).text).toBe('There.')
    expect(performance.now() - start).toBeGreaterThan(950)
    provider.next(refuses(429, { 'retry-after': '30' }))
    expect((await ask()).notices).toEqual([expect.stringContaining('asked for too much')])
    expect(provider.requests).toHaveLength(3)
  })

  test('is not sent again once a byte has come', async () => {
    provider.next(async (response) => {
      begin(response)
      await sleep(100)
      response.destroy()
    })
    expect((await ask()).notices).toEqual([expect.stringContaining('broke off')])
    expect(provider.requests).toHaveLength(1)
  })

  test.each([
    [400, 'does not accept this request'],
    [401, 'does not accept the key'],
    [404, 'is not known'],
    [429, 'asked for too much'],
    [500, 'has a fault on its side'],
  ])('that is refused with %i says why', async (status, why) => {
    provider.next(refuses(status), refuses(status), refuses(status))
    expect(await ask()).toMatchObject({
      notices: [expect.stringContaining(why)],
      text: expect.stringContaining('Here is what you can ask me for'),
    })
    expect(await paid(org)).toEqual({ spent: 0, held: 0 })
  })
})

describe('an answer', () => {
  test('that is cut by its length says so', async () => {
    provider.next((response) => {
      begin(response)
      word(response, 'To begin with')
      end(response, 'length', [900, 5])
    })
    expect(await ask()).toMatchObject({
      text: 'To begin with',
      notices: [expect.stringContaining('too long')],
      message: { status: 'done', driver: 'test-model' },
    })
  })

  test('that the filter ends keeps its words and says so', async () => {
    provider.next((response) => {
      begin(response)
      word(response, 'To begin with')
      end(response, 'content_filter', [900, 5])
    })
    expect(await ask()).toMatchObject({
      text: 'To begin with',
      notices: [expect.stringContaining('content filter')],
    })
  })

  test.each([
    ['stop', 'empty answer'],
    ['content_filter', 'withheld its answer'],
  ])('without a word (%s) costs what its provider counted, and says why', async (finish, why) => {
    provider.next(silent(finish, [1_000, 0]))
    const { notices: told, message } = await ask()
    expect(told).toEqual([expect.stringMatching(new RegExp(`${why}.*charged 0.30 credits`))])
    expect(message).toMatchObject({ driver: 'built-in', micro: 300_000, tokens: { input: 1_000, output: 0 } })
    expect(await paid(org)).toEqual({ spent: 300_000, held: 0 })
  })

  test('without a word and without a count costs nothing', async () => {
    provider.next(silent('stop', null))
    expect((await ask()).notices).toEqual([expect.stringMatching(/empty answer: [^.]*\.$/)])
    expect(await paid(org)).toEqual({ spent: 0, held: 0 })
  })
})
