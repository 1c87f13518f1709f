import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { TEST_SECRET, asSuperuser, createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { compiled } from './testing/run-program.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

let database: TestDatabase
let child: ChildProcess
let port: number
const stateDir = mkdtempSync(join(tmpdir(), 'hub-files-'))
// One connection, made before there is no file left for another.
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  const env = {
    ...compiled,
    HUB_STATE_DIR: stateDir,
    DATABASE_URL: database.adminUrl,
    HUB_SECRET: TEST_SECRET,
    PORT: '0',
    RUN_JOBS: 'false',
  }
  child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      output += String(part)
      const found = /http:\/\/localhost:(\d+)/.exec(output)?.[1]
      if (found) resolve(Number(found))
    })
  child.once('close', () => reject(new Error(output)))
  port = await promise
})
afterAll(async () => {
  agent.destroy()
  child.kill('SIGKILL')
  await database.drop()
  rmSync(stateDir, { recursive: true, force: true })
})

interface Got {
  status: number
  retryAfter: string | undefined
  body: unknown
}

async function ask(path: string, body?: object): Promise<Got> {
  const { promise, resolve, reject } = Promise.withResolvers<Got>()
  const headers = { 'content-type': 'application/json' }
  const method = body === undefined ? 'GET' : 'POST'
  const asking = request({ host: '127.0.0.1', port, path, agent, headers, method }, (answer) => {
    text(answer).then(
      (said) =>
        resolve({
          status: answer.statusCode ?? 0,
          retryAfter: answer.headers['retry-after'],
          body: JSON.parse(said),
        }),
      reject,
    )
  })
  asking.on('error', reject)
  asking.end(body && JSON.stringify(body))
  return promise
}

/** How many files the process may have open; those that are open already stay. */
const allow = (files: number): void =>
  void execFileSync('prlimit', ['--pid', String(child.pid), `--nofile=${files}:`])

const someone = { email: 'nobody@example.test', password: 'a long sentence about 7 otters' }

test('a process that has no file left to open answers 503, says so in its health, and goes on when it has', async () => {
  expect((await ask('/health/ready')).status).toBe(200)
  const open = readdirSync(`/proc/${child.pid}/fd`).length
  expect(open).toBeGreaterThan(16)
  allow(16)
  await asSuperuser(
    database,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await vi.waitFor(async () => expect((await ask('/health/ready')).status).toBe(503), { timeout: 10_000 })
  const login = await ask('/api/v1/auth/login', someone)
  expect(login).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } })
  expect(Number(login.retryAfter)).toBeGreaterThan(0)
  expect((await ask('/health/services')).body).toMatchObject({
    services: expect.arrayContaining([
      {
        name: 'database',
        status: 'unavailable',
        detail: 'cannot be reached: this process has as many files open as it may',
      },
    ]),
  })
  allow(1_024)
  await vi.waitFor(async () => expect((await ask('/health/ready')).status).toBe(200), { timeout: 10_000 })
  expect((await ask('/api/v1/auth/login', someone)).status).toBe(401)
})
