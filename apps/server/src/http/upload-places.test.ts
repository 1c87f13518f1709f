import { request as httpRequest } from 'node:http'
import { openSession, TINY_PNG } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownPage } from '../testing/account-client.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const tiny = Buffer.from(TINY_PNG, 'base64')
const OF_A_PERSON = 3
const OF_AN_ADDRESS = 5

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ trustProxy: 'loopback' })
})
afterAll(() => hub.stop())

interface Person {
  page: Record<string, string>
  task: string
}

/** Somebody of an organization of their own. */
async function newPerson(ip: string): Promise<Person> {
  const org = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, org.owner.userId)
  const { id } = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  return {
    page: {
      ...ownPage(hub),
      cookie: `hub_access=${accessToken}`,
      'x-hub-org': org.slug,
      'x-forwarded-for': ip,
    },
    task: `/files?entity=ops_task&entityId=${id}&name=Plan.png`,
  }
}

interface Upload {
  /** Sends the bytes that were held back; the answer's status. */
  end(): Promise<number>
  /** What was answered before the bytes came. */
  early: Promise<number>
}

/** An upload of which the head is here, and the bytes come when they are wanted. */
function begin({ page, task }: Person, { isPicture = false } = {}): Upload {
  const sending = httpRequest(`${hub.origin}${isPicture ? '/auth/avatar' : task}`, {
    method: isPicture ? 'PUT' : 'POST',
    headers: { ...page, 'content-length': tiny.length },
  })
  const early = new Promise<number>((resolve) => {
    sending.on('response', (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.resume()
    })
    sending.on('error', () => resolve(0))
  })
  sending.flushHeaders()
  return {
    early,
    end() {
      sending.end(tiny)
      return early
    },
  }
}

const waiting = (uploads: readonly Upload[]): Promise<number> =>
  Promise.race(uploads.map(({ early }) => early))
const endAll = async (uploads: readonly Upload[]): Promise<number[]> =>
  (await Promise.all(uploads.map((one) => one.end()))).toSorted((one, other) => one - other)
const taken = (count: number): number[] => Array.from({ length: count }, () => 200)

describe('uploads at once leave a place to others', () => {
  test('pictures count as files do, so that no person holds more than three', async () => {
    const person = await newPerson('203.0.113.1')
    const uploads = [0, 1, 2, 3].map((n) => begin(person, { isPicture: n % 2 === 1 }))
    expect(await waiting(uploads)).toBe(503)
    expect(await endAll(uploads)).toEqual([...taken(OF_A_PERSON), 503])
    const after = [begin(person), begin(person, { isPicture: true })]
    expect(await endAll(after)).toEqual(taken(2))
  })

  test('many accounts at one address hold five of eight, and whoever is elsewhere is served', async () => {
    const crowd = await Promise.all(['a', 'b', 'c'].map(() => newPerson('203.0.113.2')))
    const uploads = crowd.flatMap((one) => [begin(one), begin(one)])
    expect(await waiting(uploads)).toBe(503)
    expect(await begin(await newPerson('203.0.113.3')).end()).toBe(200)
    expect(await endAll(uploads)).toEqual([...taken(OF_AN_ADDRESS), 503])
  })

  test('a network of its own in IPv6 is one address, however many it has', async () => {
    const crowd = await Promise.all(['1', '2', '3'].map((host) => newPerson(`2001:db8:7:1::${host}`)))
    const uploads = crowd.flatMap((one) => [begin(one), begin(one)])
    expect(await waiting(uploads)).toBe(503)
    expect(await endAll(uploads)).toEqual([...taken(OF_AN_ADDRESS), 503])
  })
})
