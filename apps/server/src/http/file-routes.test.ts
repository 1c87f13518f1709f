import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { issueKey, openSession, pdfOf, TINY_PNG } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownPage } from '../testing/account-client.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const MEGABYTE = 1024 * 1024
const TEN_MB = 10 * MEGABYTE
const tiny = Buffer.from(TINY_PNG, 'base64')

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

interface Place {
  org: TestOrg
  entityId: string
  /** Of a page of ours with the owner signed in. */
  headers: Record<string, string>
}

async function newPlace(): Promise<Place> {
  const org = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, org.owner.userId)
  const { id: entityId } = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  return {
    org,
    entityId,
    headers: { ...ownPage(hub), cookie: `hub_access=${accessToken}`, 'x-hub-org': org.slug },
  }
}

const addressOf = (entityId: string, name = 'Plan.png', path = '/files') =>
  `${path}?${new URLSearchParams({ entity: 'ops_task', entityId, name }).toString()}`

interface Sent {
  name?: string
  body?: Buffer | string
  headers?: Record<string, string>
}

const send = ({ entityId, headers }: Place, { name, body = tiny, headers: more = {} }: Sent = {}) =>
  hub.request(addressOf(entityId, name), {
    method: 'POST',
    headers: { ...headers, ...more },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })

const told = async (answer: Response) => {
  const { code } = (await answer.json()) as { code?: string }
  return [answer.status, code]
}
const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id
const filesOf = async ({ org }: Place) => (await org.api.files.list({})).items

const keyFor = async ({ org }: Place, scopes?: string[]) => {
  const wanted = { orgId: org.orgId, userId: org.owner.userId, ...(scopes && { scopes }) }
  return { authorization: `Bearer ${(await issueKey(hub.hub, wanted)).text}` }
}

describe('a file is sent as it is', () => {
  test('whatever its content type says, and comes back byte for byte as a download nothing runs', async () => {
    const place = await newPlace()
    for (const type of ['image/png', 'text/html', 'application/json', 'multipart/form-data; boundary=x']) {
      const answer = await send(place, { headers: { 'content-type': type } })
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
      const { cookie = '' } = place.headers
      const file = await hub.request(`/files/${place.org.slug}/${await idOf(answer)}`, {
        headers: { cookie },
      })
      expect(Object.fromEntries(file.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': 'attachment; filename=Plan.png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-cache',
      })
      expect(Buffer.from(await file.arrayBuffer()).equals(tiny)).toBe(true)
    }
  })

  test('under a name that says the same in every header', async () => {
    const place = await newPlace()
    const names = [
      'Angebot für Zoë.txt',
      '請求書 1.txt',
      'a;b=c, d%.txt',
      "l'été\\.txt".replace('\\', ''),
      'x"y.txt',
    ]
    for (const name of names) {
      const id = await idOf(await send(place, { name, body: 'words' }))
      const answer = await hub.request(`/files/${place.org.slug}/${id}`, { headers: place.headers })
      const header = answer.headers.get('content-disposition') ?? ''
      const extended = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1]
      const plain = /filename="?([^"]+?)"?$/.exec(header)?.[1]
      expect(extended === undefined ? plain : decodeURIComponent(extended)).toBe(name.replaceAll('"', '-'))
      expect(header).toMatch(/^attachment; [\x20-\x7e]+$/)
    }
  })

  test('by a program with its key, and read again only where it changed', async () => {
    const place = await newPlace()
    const headers = await keyFor(place)
    const sent = await hub.request(addressOf(place.entityId, 'Plan.png', '/api/v1/files'), {
      method: 'POST',
      headers,
      body: new Uint8Array(tiny),
    })
    const path = `/api/v1/files/${await idOf(sent)}/content`
    const first = await hub.request(path, { headers })
    expect([first.status, (await first.arrayBuffer()).byteLength]).toEqual([200, tiny.length])
    const again = await hub.request(path, {
      headers: { ...headers, 'if-none-match': first.headers.get('etag') ?? '' },
    })
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
    expect(await told(await hub.request(path))).toEqual([401, 'UNAUTHORIZED'])
  })

  test('once for a key that is repeated', async () => {
    const place = await newPlace()
    const headers = { 'idempotency-key': 'upload-0001' }
    const [first, second] = [await send(place, { headers }), await send(place, { headers })]
    expect(await second.json()).toEqual(await first.json())
    expect(await told(await send(place, { headers, body: Buffer.concat([tiny, tiny]) }))).toEqual([
      422,
      'KEY_REUSED',
    ])
    expect(await filesOf(place)).toHaveLength(1)
  })
})

describe('what is not taken leaves nothing', () => {
  test.each<[string, Sent, [number, string]]>([
    ['bytes that are no picture', { body: '<svg onload="alert(1)"/>' }, [415, 'UNSUPPORTED_MEDIA_TYPE']],
    ['a page', { name: 'a.html', body: '<p>' }, [415, 'UNSUPPORTED_MEDIA_TYPE']],
    ['a program behind two endings', { name: 'a.pdf.exe', body: pdfOf() }, [415, 'UNSUPPORTED_MEDIA_TYPE']],
    ['nothing', { body: '' }, [400, 'BAD_REQUEST']],
    ['a path', { name: '../../a.png' }, [400, 'BAD_REQUEST']],
    ['a name that reads backwards', { name: 'a\u202egnp.png' }, [400, 'BAD_REQUEST']],
    ['a header in a name', { name: 'a\r\nset-cookie: x.png' }, [400, 'BAD_REQUEST']],
    ['one byte too many', { name: 'a.pdf', body: pdfOf(TEN_MB + 1) }, [413, 'PAYLOAD_TOO_LARGE']],
  ])('%s', async (_what, sent, refusal) => {
    const place = await newPlace()
    expect(await told(await send(place, sent))).toEqual(refusal)
    expect(await filesOf(place)).toEqual([])
  })

  test('a byte too many without a length, while the last one that fits is taken', async () => {
    const place = await newPlace()
    const chunked = (size: number) =>
      new Promise<number>((resolve, reject) => {
        const sending = httpRequest(`${hub.origin}${addressOf(place.entityId, 'a.pdf')}`, {
          method: 'POST',
          headers: place.headers,
        })
        sending.on('response', (answer) => {
          resolve(answer.statusCode ?? 0)
          answer.resume()
        })
        sending.on('error', reject)
        sending.end(pdfOf(size))
        sending.flushHeaders()
      })
    expect(await chunked(TEN_MB)).toBe(200)
    expect(await chunked(TEN_MB + 1)).toBe(413)
    expect(await filesOf(place)).toMatchObject([{ bytes: TEN_MB }])
  })

  test('an upload that breaks off', async () => {
    const place = await newPlace()
    const socket = connect(Number(new URL(hub.origin).port), '127.0.0.1')
    const head = Object.entries({ host: 'localhost', ...place.headers, 'content-length': '1000' })
    socket.write(`POST ${addressOf(place.entityId)} HTTP/1.1\r\n`)
    socket.write(`${head.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`)
    await new Promise((resolve) => socket.write(tiny, resolve))
    socket.destroy()
    expect((await send(place)).status).toBe(200)
    expect(await filesOf(place)).toHaveLength(1)
    const rows = await hub.hub.db.system
      .selectFrom('file')
      .select('id')
      .where('organizationId', '=', place.org.orgId)
      .execute()
    expect(rows).toHaveLength(1)
  })

  test('fields that are not there, or bytes in the address', async () => {
    const place = await newPlace()
    const post = (query: string) =>
      hub.request(`/files?${query}`, { method: 'POST', headers: place.headers, body: 'a' })
    const task = `entityId=${place.entityId}&name=a.txt`
    expect(await told(await post(`entity=ops_task&${task}&colour=red`))).toEqual([400, 'BAD_REQUEST'])
    expect(await told(await post(`entity=ops_task&entity=ops_task&${task}`))).toEqual([404, 'NOT_FOUND'])
    expect(await told(await post(`entity=__proto__&${task}`))).toEqual([404, 'NOT_FOUND'])
    expect(await told(await post(task))).toEqual([404, 'NOT_FOUND'])
    expect((await post(`entity=ops_task&${task}&content=PHA%2B`)).status).toBe(200)
    expect(await filesOf(place)).toMatchObject([{ bytes: 1 }])
  })
})

describe('who may', () => {
  test('no other site, nobody without a sign-in, no cookie for programs and no key for pages', async () => {
    const place = await newPlace()
    const { cookie = '', ...page } = place.headers
    const post = (headers: Record<string, string>, path = '/files') =>
      hub.request(addressOf(place.entityId, 'a.png', path), {
        method: 'POST',
        headers,
        body: new Uint8Array(tiny),
      })
    for (const headers of [{ cookie }, { ...place.headers, origin: 'https://evil.example' }])
      expect(await told(await post(headers))).toEqual([403, 'FORBIDDEN'])
    const key = await keyFor(place)
    for (const [headers, path] of [[page], [{ ...page, ...key }], [place.headers, '/api/v1/files']] as const)
      expect(await told(await post(headers, path))).toEqual([401, 'UNAUTHORIZED'])
    expect(await filesOf(place)).toEqual([])
  })

  test('a viewer and a key that reads download and do not upload', async () => {
    const place = await newPlace()
    const id = await idOf(await send(place))
    const viewer = await place.org.join('viewer')
    const { accessToken } = await openSession(hub.hub, viewer.userId)
    const cookie = `hub_access=${accessToken}`
    expect(await told(await send(place, { headers: { cookie } }))).toEqual([403, 'FORBIDDEN'])
    expect((await hub.request(`/files/${place.org.slug}/${id}`, { headers: { cookie } })).status).toBe(200)
    const reading = await keyFor(place, ['organization.read', 'ops.task.read'])
    expect((await hub.request(`/api/v1/files/${id}/content`, { headers: reading })).status).toBe(200)
    const sent = await hub.request(addressOf(place.entityId, 'a.png', '/api/v1/files'), {
      method: 'POST',
      headers: reading,
      body: new Uint8Array(tiny),
    })
    expect(await told(sent)).toEqual([403, 'FORBIDDEN'])
  })

  test('nobody of another organization, by either name of it', async () => {
    const [home, stranger] = [await newPlace(), await newPlace()]
    const id = await idOf(await send(home))
    const gone = [404, 'NOT_FOUND']
    expect(await told(await send({ ...stranger, entityId: home.entityId }))).toEqual(gone)
    for (const org of [stranger.org.slug, home.org.slug, home.org.orgId]) {
      const answer = await hub.request(`/files/${org}/${id}`, { headers: stranger.headers })
      expect(await told(answer), org).toEqual(
        expect.arrayContaining([expect.stringMatching(/NOT_FOUND|FORBIDDEN/)]),
      )
    }
    const key = await keyFor(stranger)
    expect(await told(await hub.request(`/api/v1/files/${id}/content`, { headers: key }))).toEqual(gone)
  })

  test('nobody while the organization is suspended', async () => {
    const place = await newPlace()
    const id = await idOf(await send(place))
    const suspendedAt = new Date()
    await hub.hub.db.system
      .updateTable('organization')
      .set({ suspendedAt })
      .where('id', '=', place.org.orgId)
      .execute()
    const closed = [403, 'ORGANIZATION_SUSPENDED']
    expect(await told(await send(place))).toEqual(closed)
    expect(
      await told(await hub.request(`/files/${place.org.slug}/${id}`, { headers: place.headers })),
    ).toEqual(closed)
  })

  test('a person at most three at once, and again when one has ended', async () => {
    const place = await newPlace()
    const slow = Array.from({ length: 4 }, () => {
      const sending = httpRequest(`${hub.origin}${addressOf(place.entityId)}`, {
        method: 'POST',
        headers: { ...place.headers, 'content-length': tiny.length },
      })
      const status = new Promise<number>((resolve) => {
        sending.on('response', (answer) => {
          resolve(answer.statusCode ?? 0)
          answer.resume()
        })
        sending.on('error', () => resolve(0))
      })
      sending.flushHeaders()
      return { sending, status }
    })
    expect(await Promise.race(slow.map(({ status }) => status))).toBe(503)
    for (const { sending } of slow) sending.end(tiny)
    const statuses = await Promise.all(slow.map(({ status }) => status))
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 200, 200, 503])
    expect((await send(place)).status).toBe(200)
  })
})
