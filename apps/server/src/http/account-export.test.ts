import { openSession } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

async function linkOf(): Promise<{ url: string; cookie: string }> {
  const { owner } = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, owner.userId)
  const call = hub.call({ door: 'web', credential: { kind: 'session', token: accessToken } })
  const { url } = await hub.api(call).auth.exportData({})
  return { url, cookie: `hub_access=${accessToken}` }
}

const open = (url: string, headers: Record<string, string> = {}) => hub.request(url, { headers })

describe('the address of an account export (AUTH-10)', () => {
  test('gives a zip to keep, once, to the browser that is signed in', async () => {
    const { url, cookie } = await linkOf()
    const stranger = await linkOf()
    expect((await open(url)).status).toBe(401)
    expect((await open(url, { cookie: stranger.cookie })).status).toBe(400)
    const answer = await open(url, { cookie })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename="smart-ai-hub-[\d-]+\.zip"$/),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.includes('profile.json')).toBe(true)
    expect((await open(url, { cookie })).status).toBe(400)
  })

  test('gives nothing for a token alone, a made-up one or another credential', async () => {
    const { url, cookie } = await linkOf()
    const { accessToken } = await openSession(hub.hub, (await hub.newOrg()).owner.userId)
    expect((await open(url, { authorization: `Bearer ${accessToken}` })).status).toBe(401)
    expect((await open('/exports/account/x', { cookie })).status).toBe(400)
    expect((await open(`/exports/account/${'A'.repeat(43)}`, { cookie })).status).toBe(400)
  })
})
