import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startEmbedded } from './embedded.ts'
import type { Embedded } from './embedded.ts'
import { sweepLeftovers } from './leftovers.ts'

const PROGRAM = `
  const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
  await startEmbedded(JSON.parse(process.argv[1]))
  setInterval(() => {}, 1000)`

function makeFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'hub-killed-'))
  chmodSync(made, 0o755)
  return made
}

/** The programs are copied once, but where a test is about that. */
let programs: string
beforeAll(async () => {
  programs = makeFolder()
  await (await startEmbedded({ stateDir: programs, test: true })).stop()
})
afterAll(() => rmSync(programs, { recursive: true, force: true }))

function freshState({ withPrograms = true } = {}): string {
  const stateDir = makeFolder()
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  if (!withPrograms) return stateDir
  mkdirSync(join(stateDir, 'bin'))
  chmodSync(join(stateDir, 'bin'), 0o755)
  for (const name of readdirSync(join(programs, 'bin')))
    symlinkSync(join(programs, 'bin', name), join(stateDir, 'bin', name))
  return stateDir
}

const entries = (folder: string, form: RegExp) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => form.test(name)) : []

/** Starts a first start in a process of its own and kills it as soon as `isReached` holds. */
async function killWhen(stateDir: string, isReached: () => boolean): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', PROGRAM, JSON.stringify({ stateDir, test: true })],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const ended = once(child, 'exit')
  // Fast enough to catch what is there for some milliseconds.
  await vi.waitUntil(isReached, { timeout: 60_000, interval: 1 })
  child.kill('SIGKILL')
  await ended
}

async function start(stateDir: string): Promise<Embedded> {
  const server = await startEmbedded({ stateDir, test: true })
  onTestFinished(() => server.stop())
  return server
}

async function answer({ adminUrl }: Embedded): Promise<unknown> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return (await client.query('select 1 as one')).rows[0]
  } finally {
    await client.end()
  }
}

describe('a first start that is killed', () => {
  const moments: [string, boolean, (stateDir: string) => boolean][] = [
    ['while it copies the programs', false, (dir) => entries(join(dir, 'bin'), /\.copy-/).length > 0],
    ['as it begins the data folder', true, (dir) => entries(dir, /\.init-/).length > 0],
    [
      'in the middle of the data folder',
      true,
      (dir) => entries(dir, /\.init-/).some((name) => existsSync(join(dir, name, 'global', 'pg_control'))),
    ],
    ['when the data folder is in its place', true, (dir) => existsSync(join(dir, 'pg18', 'PG_VERSION'))],
    ['while the server starts', true, (dir) => existsSync(join(dir, 'pg18', 'postmaster.pid'))],
  ]
  test.each(moments)(
    '%s leaves nothing that stops or confuses the next one',
    async (_when, withPrograms, isReached) => {
      const stateDir = freshState({ withPrograms })
      await killWhen(stateDir, () => isReached(stateDir))
      const server = await start(stateDir)
      await expect(answer(server)).resolves.toEqual({ one: 1 })
      // A set-up whose hub was killed writes on for a moment: what it wrote meanwhile goes with the next start.
      await vi.waitFor(
        () => {
          sweepLeftovers(stateDir)
          expect(entries(stateDir, /\.(?:init|pw)-/)).toEqual([])
        },
        { timeout: 20_000 },
      )
      expect(entries(join(stateDir, 'bin'), /\.copy-/)).toEqual([])
    },
  )
})

test('a running server has its log set aside by whoever holds it', async () => {
  const stateDir = freshState()
  const server = await start(stateDir)
  const log = join(stateDir, 'pg18.log')
  appendFileSync(log, 'x'.repeat(10_000_001))
  await vi.waitFor(() => expect(statSync(`${log}.1`).size).toBeGreaterThan(10_000_000), { timeout: 20_000 })
  const client = new Client({ connectionString: server.adminUrl })
  await client.connect()
  await client.query('select no_such_column').catch(() => undefined)
  await client.end()
  await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('no_such_column'), { timeout: 20_000 })
  expect(statSync(log).size).toBeLessThan(100_000)
})
