import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TEST_SECRET, asSuperuser, createTestDatabase, startPooler } from '@hub/db/testing'
import type { Pooler, TestDatabase } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { compiled } from './testing/run-program.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

let database: TestDatabase
let pooler: Pooler
let stateDir: string
const children: ChildProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  // Fewer than the requests below at once: each transaction may have another of PostgreSQL's sessions.
  pooler = await startPooler({ adminUrl: database.adminUrl, poolSize: 3 })
  stateDir = mkdtempSync(join(tmpdir(), 'hub-pooler-state-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})
afterAll(async () => {
  await pooler.stop()
  await database.drop()
  rmSync(stateDir, { recursive: true, force: true })
})

function spawnHub(settings: Record<string, string>): { child: ChildProcess; output: () => string } {
  const env = { ...compiled, HUB_STATE_DIR: stateDir, HUB_SECRET: TEST_SECRET, PORT: '0', ...settings }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (text += String(part)))
  return { child, output: () => text }
}

interface Running {
  origin: string
  output: () => string
  stop(): Promise<void>
}

async function startHub(settings: Record<string, string> = {}): Promise<Running> {
  const { child, output } = spawnHub({
    DATABASE_URL: pooler.through(database.adminUrl),
    DATABASE_DIRECT_URL: database.adminUrl,
    ...settings,
  })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  child.stdout?.on('data', () => {
    const port = /http:\/\/localhost:(\d+)/.exec(output())?.[1]
    if (port) resolve(`http://localhost:${port}`)
  })
  child.once('close', () => reject(new Error(`${output()}\n${pooler.output()}`)))
  return {
    origin: await promise,
    output,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      expect(await ended).toEqual([0, null])
    },
  }
}

async function ends(settings: Record<string, string>): Promise<{ code: unknown; output: string }> {
  const { child, output } = spawnHub(settings)
  const [code]: unknown[] = await once(child, 'close')
  return { code, output: output() }
}

interface Asked {
  body?: unknown
  token?: string
  org?: string
}

async function ask(origin: string, path: string, { body, token, org }: Asked = {}): Promise<unknown> {
  const response = await fetch(`${origin}/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(org !== undefined && { 'x-hub-org': org }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect([path, response.status, text]).toEqual([path, 200, text])
  return JSON.parse(text)
}

const password = 'A long sentence about 7 otters!'

const addressOf = (name: string) => `${name.toLowerCase()}@pooled.example`

async function signIn(origin: string, name: string): Promise<string> {
  const { accessToken } = (await ask(origin, 'auth/login', {
    body: { email: addressOf(name), password },
  })) as { accessToken: string }
  return accessToken
}

/** Signs up at the real door; who opens the link in the mail is played by the superuser. */
async function signUp(origin: string, name: string): Promise<{ token: string; org: string }> {
  const email = addressOf(name)
  const body = { email, name, password, organizationName: `Company of ${name}`, acceptTerms: true }
  await ask(origin, 'auth/register', { body })
  await asSuperuser(database, 'update app.auth_user set email_verified_at = now() where email = $1', [email])
  const token = await signIn(origin, name)
  const [{ slug } = { slug: '' }] = await asSuperuser<{ slug: string }>(
    database,
    'select slug from app.organization where name = $1',
    [`Company of ${name}`],
  )
  return { token, org: slug }
}

const titles = async (origin: string, who: Asked): Promise<string[]> => {
  const { items } = (await ask(origin, 'modules/ops/tasks/list?limit=100', who)) as {
    items: { title: string }[]
  }
  return items.map(({ title }) => title).toSorted()
}

describe('a hub behind pgbouncer in transaction mode', () => {
  test('signs people up, writes, lists, runs jobs and starts again, and keeps organizations apart', async () => {
    const hub = await startHub()
    const [ada, ben] = [await signUp(hub.origin, 'Ada'), await signUp(hub.origin, 'Ben')]
    // Interleaved, on three connections to PostgreSQL.
    await Promise.all(
      Array.from({ length: 30 }, async (_, count) => {
        const [who, name] = count % 2 === 0 ? ([ada, 'Ada'] as const) : ([ben, 'Ben'] as const)
        await ask(hub.origin, 'modules/ops/tasks/create', { body: { title: `${name} ${count}` }, ...who })
        expect((await titles(hub.origin, who)).filter((title) => !title.startsWith(name))).toEqual([])
      }),
    )
    expect(await titles(hub.origin, ada)).toHaveLength(15)
    expect(await titles(hub.origin, ben)).toHaveLength(15)
    // The mails of the two sign-ups are jobs.
    await vi.waitFor(
      async () =>
        expect(
          await asSuperuser(database, `select count(*)::int as n from app.job where status = 'done'`),
        ).toEqual([{ n: expect.toSatisfy((n: number) => n >= 2) }]),
      { timeout: 30_000, interval: 200 },
    )
    await expect((await fetch(`${hub.origin}/health`)).json()).resolves.toMatchObject({ status: 'ok' })
    expect(hub.output()).toContain('through 127.0.0.1:')
    await hub.stop()

    const again = await startHub()
    // Another port is another address, whose tokens are its own.
    const token = await signIn(again.origin, 'Ada')
    expect(await titles(again.origin, { ...ada, token })).toHaveLength(15)
    expect(again.output()).not.toMatch(/error|broke/i)
    await again.stop()
  })

  test('says what is missing where only the pooler’s address is set', async () => {
    const { code, output } = await ends({ DATABASE_URL: pooler.through(database.adminUrl) })
    expect({ code, output }).toEqual({
      code: 1,
      output:
        'Smart AI Hub did not start.\n  DATABASE_URL leads through a connection pooler, which is good for requests but not for migrations, locks and background jobs. Set DATABASE_DIRECT_URL as well, to the address of PostgreSQL itself.\n',
    })
  })

  test('refuses a direct address that is none', async () => {
    const pooled = pooler.through(database.adminUrl)
    const { code, output } = await ends({ DATABASE_URL: pooled, DATABASE_DIRECT_URL: pooled })
    expect({ code, output }).toEqual({
      code: 1,
      output:
        'Smart AI Hub did not start.\n  DATABASE_DIRECT_URL leads through a connection pooler. It must be the address of PostgreSQL itself.\n',
    })
  })

  test('says that the pooler leads elsewhere', async () => {
    const elsewhere = new URL(pooler.through(database.adminUrl))
    elsewhere.pathname = '/postgres'
    const { code, output } = await ends({
      DATABASE_URL: elsewhere.href,
      DATABASE_DIRECT_URL: database.adminUrl,
    })
    expect(code).toBe(1)
    expect(output).toMatch(/does not reach the hub's tables through DATABASE_URL, although it does/)
    expect(output).not.toContain(new URL(database.adminUrl).password)
  })
})
