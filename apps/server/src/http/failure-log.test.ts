import { asSuperuser } from '@hub/db/testing'
import { issueKey, startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from './app.ts'

let started: TestHub
let app: FastifyInstance
const lines: string[] = []
beforeAll(async () => {
  started = await startHub()
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  const env = { trustProxy: false, host: 'localhost', mail: undefined } as const
  app = await buildApp({ hub: { ...started.hub, log }, env })
  app.get('/health/broken', () => {
    throw new Error('the inside of the hub')
  })
})
afterAll(async () => {
  await app.close()
  await started.stop()
})

interface Failing {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
}

/** What the caller hears, and the line of the log with the same request id. */
async function fail({ headers, ...request }: Failing) {
  const answer = await app.inject({ ...request, headers: { host: 'localhost:3000', ...headers } })
  const logged = lines.find((line) => line.includes(String(answer.headers['x-request-id'])))
  return { status: answer.statusCode, told: answer.body, logged }
}

const failed = (inside: string) => ({
  status: 500,
  told: expect.not.stringContaining(inside),
  logged: expect.stringContaining(inside),
})

test('what breaks outside the chain is logged with its request id and told to nobody (GW-5)', async () => {
  expect(await fail({ method: 'GET', url: '/health/broken' })).toEqual(failed('the inside of the hub'))
})

test('so it is at the doors that answer in a way of their own', async () => {
  const { orgId, owner } = await started.newOrg()
  const { text } = await issueKey(started.hub, { orgId, userId: owner.userId, kind: 'assistant' })
  await asSuperuser(started.database, 'alter table app.auth_api_key rename to auth_api_key_away')
  const asked = await fail({ method: 'POST', url: '/mcp', headers: { authorization: `Bearer ${text}` } })
  expect(asked).toEqual(failed('auth_api_key'))
})
