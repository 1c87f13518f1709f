import { IncomingMessage, ServerResponse, request as httpRequest } from 'node:http'
import type { ClientRequest } from 'node:http'
import { Socket } from 'node:net'
import { openSession, pdfOf } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ownPage } from '../testing/account-client.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { countUnread } from './unread-downloads.ts'

const TEN_MB = 10 * 1024 * 1024

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

/** An answer of which nothing behind its head is read. */
function openUnread(path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; asked: ClientRequest }>((resolve, reject) => {
    const asked = httpRequest(`${hub.origin}${path}`, { headers, agent: false })
    asked.on('response', (answer) => {
      answer.on('error', () => undefined)
      resolve({ status: answer.statusCode ?? 0, asked })
    })
    asked.on('error', reject)
    asked.end()
  })
}

test('whoever reads nothing of what they download is handed six large files, and more once one has ended', async () => {
  const org = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, org.owner.userId)
  const { id: entityId } = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  const page = { ...ownPage(hub), cookie: `hub_access=${accessToken}`, 'x-hub-org': org.slug }
  const place = new URLSearchParams({ entity: 'ops_task', entityId, name: 'a.pdf' })
  const sent = await hub.request(`/files?${place.toString()}`, {
    method: 'POST',
    headers: page,
    body: new Uint8Array(pdfOf(TEN_MB)),
  })
  const path = `/files/${org.slug}/${((await sent.json()) as { id: string }).id}`

  const opened: Awaited<ReturnType<typeof openUnread>>[] = []
  for (let n = 0; n < 8; n += 1) opened.push(await openUnread(path, page))
  expect(opened.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 503, 503])
  opened[0]?.asked.destroy()
  const next = async () => {
    const answer = await hub.request(path, { headers: page })
    return [answer.status, answer.status === 200 && (await answer.arrayBuffer()).byteLength]
  }
  await expect.poll(next).toEqual([200, TEN_MB])
  for (const { asked } of opened) asked.destroy()
})

test('what was not taken within ten minutes is given up', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const response = new ServerResponse(new IncomingMessage(new Socket()))
    countUnread({ userId: 'ana', ip: '203.0.113.1' }, 1, response)
    vi.advanceTimersByTime(599_000)
    expect(response.destroyed).toBe(false)
    vi.advanceTimersByTime(2_000)
    expect(response.destroyed).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
