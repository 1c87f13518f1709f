import { randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { issueKey, openSession, picture, TINY_PNG } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownPage } from '../testing/account-client.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const MEGABYTE = 1024 * 1024
const tiny = Buffer.from(TINY_PNG, 'base64')

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

/** Headers of a page of ours with somebody signed in. */
async function signedInPage(org?: TestOrg): Promise<Record<string, string>> {
  const { owner } = org ?? (await hub.newOrg())
  const { accessToken } = await openSession(hub.hub, owner.userId)
  return { ...ownPage(hub), cookie: `hub_access=${accessToken}` }
}

const put = (headers: Record<string, string>, body: Buffer | string = tiny) =>
  hub.request('/auth/avatar', {
    method: 'PUT',
    headers,
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })

const addressOf = async (answer: Response) => ((await answer.json()) as { avatarUrl: string }).avatarUrl
const refusal = async (answer: Response) => {
  const {
    code,
    message,
    requestId,
    issues: _issues,
    ...rest
  } = (await answer.json()) as Record<string, unknown>
  expect(rest).toEqual({})
  return { status: answer.status, code, message, requestId }
}

/** How much of what is sent without end the server takes before it answers. */
function sendWithoutEnd(headers: Record<string, string>): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(`${hub.origin}/auth/avatar`, { method: 'PUT', headers })
    const part = Buffer.alloc(256 * 1024, 1)
    let sent = 0
    let isAnswered = false
    const send = () => {
      if (isAnswered) return
      sent += part.length
      if (sent > 64 * MEGABYTE) return reject(new Error('the server took all of it'))
      sending.write(part, () => setImmediate(send))
    }
    sending.on('response', (answer) => {
      isAnswered = true
      resolve({ status: answer.statusCode ?? 0, sent })
      answer.resume()
      sending.destroy()
    })
    sending.on('error', (error) => (isAnswered ? undefined : reject(error)))
    send()
  })
}

describe('a picture is sent as it is (AUTH-10)', () => {
  test('whatever its content type says, and shown under an address that may be kept for good', async () => {
    const headers = await signedInPage()
    for (const type of ['image/png', 'text/html', 'application/json', 'multipart/form-data; boundary=x']) {
      const answer = await put({ ...headers, 'content-type': type }, await picture('webp'))
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
      const shown = await hub.request(await addressOf(answer))
      expect(shown.status).toBe(200)
      expect(Object.fromEntries(shown.headers)).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(
        Buffer.from(await shown.arrayBuffer())
          .subarray(8, 12)
          .toString(),
      ).toBe('WEBP')
    }
  })

  test('and a picture that was taken away is gone at once', async () => {
    const org = await hub.newOrg()
    const url = await addressOf(await put(await signedInPage(org)))
    await org.api.auth.removeAvatar({})
    const answer = await hub.request(url)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await refusal(answer)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  test.each([
    'x.webp',
    `${'0'.repeat(64)}.webp`,
    `${'0'.repeat(64)}.svg`,
    '..%2f..%2fhub.secret',
    '%00.webp',
    `${'0'.repeat(64)}.webp%00.html`,
  ])('no other address shows anything: %s', async (file) => {
    const answer = await hub.request(`/avatars/${file}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.get('content-type')).toContain('application/json')
  })
})

describe('what is not taken changes nothing and is told in the one shape', () => {
  test('anything but a picture', async () => {
    const org = await hub.newOrg()
    const headers = await signedInPage(org)
    for (const body of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html>', 'GIF89a<script>'])
      expect(await refusal(await put({ ...headers, 'content-type': 'image/png' }, body))).toMatchObject({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
      })
    expect(await refusal(await put(headers, ''))).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
    expect((await org.api.auth.me({})).user.avatarUrl).toBeNull()
  })

  test('more than 5 MB, said beforehand or sent without end', async () => {
    const headers = await signedInPage()
    const said = await put(headers, Buffer.alloc(5 * MEGABYTE + 1))
    expect(await refusal(said)).toMatchObject({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
      message: 'Choose a picture of at most 5 MB.',
    })
    const { status, sent } = await sendWithoutEnd(headers)
    expect(status).toBe(413)
    expect(sent).toBeLessThan(16 * MEGABYTE)
  })

  test('a compressed picture or too much of one, after which the connection still serves', async () => {
    const page = Object.entries(await signedInPage()).map(([name, value]) => `${name}: ${value}`)
    const sent = gzipSync(randomBytes(200_000))
    for (const [length, status, more] of [
      [sent.length, 415, ['content-encoding: gzip']],
      [5 * MEGABYTE + 200_000, 413, []],
      [5 * MEGABYTE + 200_000, 413, ['transfer-encoding: chunked']],
    ] as const) {
      const body = Buffer.concat([sent, Buffer.alloc(length - sent.length, 1)])
      const isChunked = more.some((header) => header.startsWith('transfer'))
      const size = isChunked ? [] : [`content-length: ${length}`]
      const head = ['PUT /auth/avatar HTTP/1.1', 'host: localhost', ...page, ...more, ...size, '', '']
      const chunk = isChunked
        ? Buffer.concat([Buffer.from(`${length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
        : body
      const socket = connect(Number(new URL(hub.origin).port), '127.0.0.1')
      let text = ''
      socket
        .setEncoding('latin1')
        .on('error', () => undefined)
        .on('data', (part: string) => void (text += part))
      socket.write(head.join('\r\n'))
      socket.write(chunk)
      socket.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n')
      await expect.poll(() => text, { timeout: 5_000 }).toContain('{"status":"ok"}')
      expect(text.startsWith(`HTTP/1.1 ${status} `), text.slice(0, 40)).toBe(true)
      socket.destroy()
    }
  })

  test('bytes of somebody who is not signed in, which are not even read', async () => {
    expect(await refusal(await put(ownPage(hub)))).toMatchObject({ status: 401, code: 'UNAUTHORIZED' })
    const { status, sent } = await sendWithoutEnd(ownPage(hub))
    expect(status).toBe(401)
    expect(sent).toBeLessThan(4 * MEGABYTE)
  })

  test('a request of another site, or of a program', async () => {
    const org = await hub.newOrg()
    const { cookie = '', ...page } = await signedInPage(org)
    for (const headers of [
      { cookie },
      { cookie, ...page, origin: 'https://evil.example' },
      { cookie, ...page, 'sec-fetch-site': 'cross-site' },
      { cookie, origin: page['origin'] ?? '' },
    ])
      expect(await refusal(await put(headers))).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    const key = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const program = await put({ ...page, authorization: `Bearer ${key.text}` })
    expect(await refusal(program)).toMatchObject({ status: 401, code: 'UNAUTHORIZED' })
    expect((await org.api.auth.me({})).user.avatarUrl).toBeNull()
  })

  test('another method', async () => {
    const answer = await hub.request('/auth/avatar', { method: 'POST', headers: await signedInPage() })
    expect(answer.headers.get('allow')).toBe('PUT')
    expect(await refusal(answer)).toMatchObject({ status: 405 })
  })
})
