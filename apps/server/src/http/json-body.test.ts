import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let authorization: string
let cookie: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const { orgId, owner } = await hub.newOrg()
  authorization = `Bearer ${(await issueKey(hub.hub, { orgId, userId: owner.userId })).text}`
  cookie = `hub_access=${(await openSession(hub.hub, owner.userId)).accessToken}`
})
afterAll(() => hub.stop())

const post = (path: string, body: Buffer, headers: Record<string, string>) =>
  hub.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(body),
  })

const doors: Record<string, (body: (text: string) => Buffer) => Promise<Response>> = {
  REST: (body) => post('/api/v1/probe/note', body('{"text":"Café"}'), { authorization }),
  tRPC: (body) => post('/trpc/probe.note', body('{"text":"Café"}'), { authorization }),
  'a sign-in': (body) =>
    post('/auth/login', body('{"email":"a@b.example","password":"Café"}'), {
      cookie,
      'x-hub-csrf': '1',
      origin: hub.hub.settings.publicUrl,
    }),
}

describe('text in another encoding', () => {
  test.each(Object.entries(doors))(
    'is refused by %s rather than kept with signs nobody wrote',
    async (_door, send) => {
      const answer = await send((text) => Buffer.from(text, 'latin1'))
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('not valid UTF-8')
    },
  )

  test('is kept as it is in UTF-8, behind a mark of its order too', async () => {
    const answer = await doors['REST']?.((text) => Buffer.from(`\u{FEFF}${text}`))
    expect(answer?.status).toBe(200)
    expect(await answer?.text()).toContain('Café')
  })
})
