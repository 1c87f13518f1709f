import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TEST_SECRET, asSuperuser, createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { compiled } from './testing/run-program.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const EMAIL = 'noor.vale@example.test'
const PASSWORD = 'Blue-kettle-42'
const NEXT_PASSWORD = 'Green-teapot-43'
const WRONG_PASSWORD = 'Red-samovar-44'
const METRICS_TOKEN = 'metrics-token-of-the-test'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())

/** The product as it is started, with all its output. */
async function startProgram() {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-log-'))
  const env = {
    ...compiled,
    HUB_STATE_DIR: stateDir,
    DATABASE_URL: database.adminUrl,
    HUB_SECRET: TEST_SECRET,
    PORT: '0',
    LOG_LEVEL: 'trace',
    METRICS_TOKEN,
  }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += String(part)))
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/http:\/\/localhost:\d+/)
  return {
    origin: /http:\/\/localhost:\d+/.exec(output)?.[0] ?? '',
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}

type Program = Awaited<ReturnType<typeof startProgram>>
type Fields = Record<string, unknown>

/** A visitor of the program who remembers every secret that went over the wire. */
function visitor({ origin }: Program) {
  const secrets = new Set([PASSWORD, NEXT_PASSWORD, WRONG_PASSWORD, TEST_SECRET, METRICS_TOKEN])
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, { redirect: 'manual', ...init })
  return {
    secrets,
    send,
    async post(path: string, body: unknown, bearer?: string): Promise<{ status: number; body: Fields }> {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const headers = {
        'content-type': 'application/json',
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      }
      const answer = await send(path, {
        method: 'POST',
        headers: { ...headers, origin, 'x-hub-csrf': '1', 'sec-fetch-site': 'same-origin' },
        body: text,
      })
      for (const cookie of answer.headers.getSetCookie())
        secrets.add(cookie.split(';', 1)[0]?.split('=', 2)[1] ?? '')
      const answered = (await answer.json()) as Fields
      for (const name of ['accessToken', 'refreshToken', 'sessionToken', 'key', 'secret', 'text'])
        if (typeof answered[name] === 'string') secrets.add(answered[name])
      return { status: answer.status, body: answered }
    },
    async tokenOfMail(path: string): Promise<string> {
      const find = async () => {
        const { items } = (await (await send('/dev/mail.json')).json()) as {
          items: { action?: { url: string } }[]
        }
        return items.map(({ action }) => action?.url ?? '').find((url) => url.includes(path)) ?? ''
      }
      await expect.poll(find, { timeout: 20_000 }).not.toBe('')
      const token = new URL(await find()).searchParams.get('token') ?? ''
      secrets.add(token)
      return token
    },
  }
}

type Visitor = ReturnType<typeof visitor>

async function signUp({ post, send, tokenOfMail }: Visitor): Promise<void> {
  const form = {
    email: EMAIL,
    name: 'Noor Vale',
    password: PASSWORD,
    organizationName: 'Harbour',
    acceptTerms: true,
  }
  expect((await post('/api/v1/auth/register', { ...form, timeZone: 'Europe/Lisbon' })).status).toBe(200)
  const token = await tokenOfMail('/verify')
  await send(`/verify?token=${token}`)
  expect((await post('/api/v1/auth/verifyEmail', { token })).status).toBe(200)
}

/** Signs in by both doors, makes a key and uses it, changes the password by mail. */
async function useCredentials({ post, send, tokenOfMail }: Visitor): Promise<string> {
  const credentials = { email: EMAIL, password: PASSWORD }
  expect((await post('/auth/login', credentials)).status).toBe(200)
  const { body: tokens } = await post('/api/v1/auth/login', credentials)
  const made = await post(
    '/api/v1/auth/apiKeys/create',
    { name: 'Mine', kind: 'program', scopes: ['ops.task.read'] },
    String(tokens['accessToken']),
  )
  expect(made.status).toBe(200)
  const key = /hub_key_[\w-]{60,}/.exec(JSON.stringify(made.body))?.[0] ?? ''
  expect(
    (await send('/api/v1/modules/ops/tasks/list', { headers: { authorization: `Bearer ${key}` } })).status,
  ).toBe(200)
  await post('/api/v1/auth/refresh', { refreshToken: tokens['refreshToken'] })
  await post('/api/v1/auth/forgotPassword', { email: EMAIL })
  const token = await tokenOfMail('/reset')
  expect((await post('/api/v1/auth/resetPassword', { token, password: NEXT_PASSWORD })).status).toBe(200)
  return key
}

/** What goes wrong in daily life, each with a secret at hand. */
async function fail({ post, send }: Visitor, key: string): Promise<void> {
  expect((await post('/auth/login', { email: EMAIL, password: WRONG_PASSWORD })).status).toBe(401)
  expect((await post('/api/v1/auth/login', { email: EMAIL, password: [WRONG_PASSWORD] })).status).toBe(400)
  expect(
    (await post('/api/v1/auth/login', `{"email":"${EMAIL}","password":"${NEXT_PASSWORD}",`)).status,
  ).toBe(400)
  await send('/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  await send(`/nothing?token=${key}&password=${NEXT_PASSWORD}`)
  await send('/api/v1/modules/ops/tasks/list', { headers: { authorization: `Bearer ${key}x` } })
  await asSuperuser(database, 'alter table app.ops_task rename to ops_task_away')
  await asSuperuser(database, 'alter table app.auth_session rename to auth_session_away')
  const headers = { authorization: `Bearer ${key}` }
  expect((await send('/api/v1/modules/ops/tasks/list', { headers })).status).toBe(500)
  expect((await post('/auth/login', { email: EMAIL, password: NEXT_PASSWORD })).status).toBe(500)
  expect((await post('/api/v1/auth/login', { email: EMAIL, password: NEXT_PASSWORD })).status).toBe(500)
}

test('no secret that went over the wire is in any output of the hub, at its most talkative (GW-5)', async () => {
  const program = await startProgram()
  const person = visitor(program)
  try {
    await signUp(person)
    const key = await useCredentials(person)
    person.secrets.add(key)
    await fail(person, key)
  } finally {
    await program.stop()
  }
  const secrets = [...person.secrets, decodeURIComponent(new URL(database.adminUrl).password)]
  const output = program.output()
  expect(secrets.length).toBeGreaterThan(12)
  expect(secrets.filter((secret) => secret !== '' && output.includes(secret))).toEqual([])

  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  const entries = lines.map((line) => JSON.parse(line) as Fields)
  const broken = entries.filter(({ msg }) => msg === 'call failed')
  expect(broken).toHaveLength(3)
  for (const { requestId, path } of broken) {
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    const same = entries.filter((entry) => entry['requestId'] === requestId).map(({ msg }) => msg)
    expect([path, ...same.slice(0, 2)]).toEqual([path, 'statement failed', 'call failed'])
  }
  expect(entries.filter(({ msg }) => msg === 'call').length).toBeGreaterThan(5)
})
