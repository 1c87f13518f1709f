import Fastify from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { guardHosts } from './hosts.ts'
import { answerProblems } from './problems.ts'

interface Front {
  publicUrl: string
  hasProxy?: boolean
}

/** The guard before routes of each kind, asked by a host. */
function ask({ publicUrl, hasProxy = false }: Front) {
  const app = Fastify({ trustProxy: hasProxy })
  onTestFinished(() => app.close())
  answerProblems(app)
  guardHosts(app, { publicUrl, hasProxy })
  for (const path of [
    '/health',
    '/health/live',
    '/health/ready',
    '/health/services',
    '/metrics',
    '/api/x',
    '/tasks',
  ])
    app.get(path, async () => path)
  return (url: string, headers: Record<string, string>) => app.inject({ url, headers })
}

const PUBLIC = 'https://hub.example.com'
const page = { accept: 'text/html' }
const PASS_ON = 'proxy_set_header Host $host;'

describe('health', () => {
  test.each(['/health', '/health/live', '/health/ready'])(
    '%s answers a load balancer by whatever name it has for the server',
    async (path) => {
      const get = ask({ publicUrl: PUBLIC })
      for (const host of ['10.0.0.7:3000', 'hub-1', 'localhost:3000', '[fd00::7]:3000']) {
        expect((await get(path, { host })).statusCode).toBe(200)
        expect((await get(`${path}?x=1`, { host, ...page })).statusCode).toBe(200)
      }
    },
  )

  test.each(['/health/services', '/health/live/x', '/healthy', '/metrics', '/api/x', '/tasks', '//health'])(
    'opens nothing else: %s',
    async (path) => {
      const { statusCode, body } = await ask({ publicUrl: PUBLIC })(path, { host: 'evil.example' })
      expect([statusCode, body]).toEqual([403, expect.stringContaining('HOST_NOT_ALLOWED')])
    },
  )
})

describe('a page asked for by a name of this machine', () => {
  test('moves to the public address of a hub for this machine', async () => {
    const get = ask({ publicUrl: 'http://localhost:3000' })
    const { statusCode, headers } = await get('/tasks?open=1', { host: '127.0.0.1:3000', ...page })
    expect([statusCode, headers.location]).toEqual([302, 'http://localhost:3000/tasks?open=1'])
  })

  test.each<Front>([
    { publicUrl: PUBLIC, hasProxy: true },
    { publicUrl: PUBLIC },
    { publicUrl: 'http://localhost:8080', hasProxy: true },
  ])('is not sent back to a proxy that named it so: %o', async (front) => {
    const { statusCode, json } = await ask(front)('/tasks', { host: '127.0.0.1:3000', ...page })
    expect(statusCode).toBe(403)
    const { message } = json<{ message: string }>()
    expect(message).toContain(`Pages of this hub open at ${front.publicUrl}`)
    expect(message).toContain(PASS_ON)
  })

  test('opens where a trusted proxy passes the host on in either way', async () => {
    const get = ask({ publicUrl: PUBLIC, hasProxy: true })
    expect((await get('/tasks', { host: 'hub.example.com', ...page })).statusCode).toBe(200)
    const forwarded = { host: '127.0.0.1:3000', 'x-forwarded-host': 'hub.example.com' }
    expect((await get('/tasks', { ...forwarded, ...page })).statusCode).toBe(200)
    const straight = ask({ publicUrl: PUBLIC })
    expect((await straight('/tasks', { ...forwarded, ...page })).statusCode).toBe(403)
  })
})

test('a proxy that names the server by its upstream is told what it has to pass on, and nobody else is', async () => {
  const upstream = { host: 'hub-upstream', ...page }
  const behind = await ask({ publicUrl: PUBLIC, hasProxy: true })('/tasks', upstream)
  expect(behind.json()).toMatchObject({ code: 'HOST_NOT_ALLOWED', message: expect.stringContaining(PASS_ON) })
  const { body } = await ask({ publicUrl: PUBLIC })('/tasks', upstream)
  expect(body).not.toContain('proxy')
  expect(body).not.toContain(PUBLIC)
})
