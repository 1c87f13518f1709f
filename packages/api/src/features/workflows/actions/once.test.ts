import { randomUUID } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { sweepIdempotency } from '../../../platform/data/idempotency.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { address, startReceiver } from '../../endpoints/testing.ts'
import type { Receiver } from '../../endpoints/testing.ts'

const PATIENCE = { timeout: 5_000, interval: 20 }

let receiver: Receiver
let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  receiver = await startReceiver()
  hub = await startHub({ internet: receiver.seam })
  org = await hub.newOrg()
})
afterAll(async () => {
  await hub.stop()
  await receiver.stop()
})

let idempotencyKey = ''
beforeEach(() => {
  idempotencyKey = randomUUID()
  receiver.received.length = 0
})
afterEach(() => receiver.answers.clear())

const pay = (body: unknown) =>
  org.api.workflows.actions.callApi({ url: address('/pay'), method: 'POST', body, idempotencyKey })

/** What it came to: the status of the service, or the code of the refusal. */
const outcomes = async (calls: Promise<{ status: number }>[]) =>
  (await Promise.allSettled(calls)).map((one) =>
    one.status === 'fulfilled' ? one.value.status : (one.reason as { code: string }).code,
  )

/** A service that answers when it is told to. */
function slowService() {
  const answers: (() => void)[] = []
  receiver.answers.set('/pay', (response) => void answers.push(() => response.end('{"paid":true}')))
  return {
    asked: () => expect.poll(() => answers.length, PATIENCE).toBe(1),
    answer: () => answers.splice(0).forEach((one) => one()),
  }
}

/** As a process left it that died in the middle of its call. */
const diedDuring = (leftSeconds: number) =>
  asSuperuser(
    hub.database,
    `update app.idempotency_claim set holder = gen_random_uuid(), claimed_until = clock_timestamp() + make_interval(secs => $2)
     where key = $1`,
    [idempotencyKey, leftSeconds],
  )

const claims = () =>
  asSuperuser<{ left: number }>(
    hub.database,
    'select extract(epoch from claimed_until - clock_timestamp())::float8 as left from app.idempotency_claim where key = $1',
    [idempotencyKey],
  )

describe('one key asks a service once (CON-6)', () => {
  test('for two requests that differ: the second is told so while the first runs', async () => {
    const service = slowService()
    const first = pay({ pay: 1 })
    await service.asked()
    expect(await outcomes([pay({ pay: 2 })])).toEqual(['KEY_REUSED'])
    service.answer()
    expect(await outcomes([first])).toEqual([200])
    expect(receiver.received.map(({ body }) => body)).toEqual(['{"pay":1}'])
    expect(await claims()).toEqual([])
  })

  test('for ten at the same moment: the others are told that it runs, and afterwards what it came to', async () => {
    const service = slowService()
    const calls = outcomes(Array.from({ length: 10 }, () => pay({ pay: 1 })))
    await service.asked()
    await expect.poll(claims, PATIENCE).toHaveLength(1)
    expect(await outcomes([pay({ pay: 1 })])).toEqual(['IN_FLIGHT'])
    service.answer()
    expect((await calls).filter((one) => one === 200)).toHaveLength(1)
    expect((await calls).filter((one) => one === 'IN_FLIGHT')).toHaveLength(9)
    expect(await outcomes([pay({ pay: 1 }), pay({ pay: 3 })])).toEqual([200, 'KEY_REUSED'])
    expect(receiver.received).toHaveLength(1)
  })

  test('but again where it failed, for then nothing is stored', async () => {
    receiver.answers.set('/pay', (response) => response.writeHead(503).end())
    expect(await outcomes([pay({ pay: 1 })])).toEqual(['UNAVAILABLE'])
    receiver.answers.delete('/pay')
    expect(await outcomes([pay({ pay: 1 })])).toEqual([200])
    expect(receiver.received.map(({ headers }) => headers['idempotency-key'])).toEqual([
      idempotencyKey,
      idempotencyKey,
    ])
  })

  test('and the claim is renewed for as long as the service takes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const service = slowService()
    const call = pay({ pay: 1 })
    await service.asked()
    await asSuperuser(
      hub.database,
      `update app.idempotency_claim set claimed_until = clock_timestamp() + interval '1 second' where key = $1`,
      [idempotencyKey],
    )
    vi.advanceTimersByTime(10_000)
    await expect.poll(async () => (await claims())[0]?.left, PATIENCE).toBeGreaterThan(20)
    vi.useRealTimers()
    service.answer()
    expect(await outcomes([call])).toEqual([200])
  })
})

describe('after a process that died while a service was asked', () => {
  const stopped = async (leftSeconds: number) => {
    const service = slowService()
    const lost = outcomes([pay({ pay: 1 })])
    await service.asked()
    await diedDuring(leftSeconds)
    return { service, lost }
  }

  test('the key is taken until the lease ends, and then the same request may act again, and no other', async () => {
    const { service, lost } = await stopped(20)
    expect(await outcomes([pay({ pay: 1 })])).toEqual(['IN_FLIGHT'])
    await diedDuring(-1)
    expect(await outcomes([pay({ pay: 2 })])).toEqual(['KEY_REUSED'])
    const again = outcomes([pay({ pay: 1 })])
    await expect.poll(() => receiver.received.length, PATIENCE).toBe(2)
    service.answer()
    // Whichever comes first is the answer of both.
    expect(await Promise.all([again, lost])).toContainEqual([200])
    expect(await outcomes([pay({ pay: 1 })])).toEqual([200])
    expect(receiver.received).toHaveLength(2)
  })

  test('what nobody repeats goes after a day', async () => {
    const { service, lost } = await stopped(-1)
    await sweepIdempotency(hub.hub.db.system, new Date(Date.now() + 23 * 3_600_000))
    expect(await claims()).toHaveLength(1)
    await sweepIdempotency(hub.hub.db.system, new Date(Date.now() + 25 * 3_600_000))
    expect(await claims()).toEqual([])
    service.answer()
    expect(await lost).toEqual([200])
  })
})
