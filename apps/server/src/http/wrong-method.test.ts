import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

const SOME_ID = '0198c0de-0000-7000-8000-000000000001'

test.each([
  ['/api/v1/files/:id/content', 'GET', ['PUT', 'DELETE', 'POST']],
  ['/files/acme/:id', 'GET', ['PUT', 'DELETE', 'POST']],
  ['/avatars/:id', 'GET', ['POST', 'DELETE']],
  ['/oauth/consent/:id/allow', 'POST', ['PUT', 'DELETE']],
])('%s takes %s, and other methods are told so with 405 (CON-4)', async (path, allow, methods) => {
  for (const method of methods) {
    const answer = await hub.request(`${path.replace(':id', SOME_ID)}?a=b`, { method })
    expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, allow])
  }
})

test('an address that only a file of the web app could have is unknown to other methods', async () => {
  expect((await hub.request('/no-such-file.js', { method: 'POST' })).status).toBe(404)
})
