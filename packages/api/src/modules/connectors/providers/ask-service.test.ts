import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenHere } from '../testing/local-server.ts'
import type { LocalServer } from '../testing/local-server.ts'
import { askService } from './ask-service.ts'

let server: LocalServer
let said: Record<string, string> = {}
beforeAll(async () => {
  server = await listenHere(async (_request, response) => {
    response.sendDate = false
    response.writeHead(429, said).end('{}')
  })
})
afterAll(() => server.stop())

const DATE = 'Mon, 30 Nov 2026 12:00:00 GMT'

test.each([
  ['7', 7],
  ['2.0', 2],
  ['0.4', 1],
  // Nobody is asked again without end.
  ['0', 1],
  ['Mon, 30 Nov 2026 12:01:30 GMT', 90],
  ['Mon, 30 Nov 2026 11:59:00 GMT', 1],
  ['soon', null],
  ['', null],
])('a service that says “%s” of when to come back is given %s seconds (CONN-2)', async (written, seconds) => {
  said = { date: DATE, 'retry-after': written }
  const answer = await askService('Shop', server.url, { outside: { allowsPrivate: true } })
  expect(answer.retryAfter).toBe(seconds)
})
