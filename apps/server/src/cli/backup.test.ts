import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hubDatabaseUrl } from '@hub/api/server'
import { serveS3 } from '@hub/api/testing'
import { openDatabase, sql } from '@hub/db'
import { attachEmbedded } from '@hub/db/embedded'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { leaveBackup } from './doctor/testing.ts'
import { runHub } from '../testing/run-hub.ts'
import { compiled, runProgram } from '../testing/run-program.ts'
import { serveForPrograms } from '../testing/serve-for-programs.ts'
import type { ProgramHub } from '../testing/serve-for-programs.ts'

// Whole hubs are started here, each with a PostgreSQL of its own.
vi.setConfig({ testTimeout: 300_000 })

const CLI = new URL('../cli.ts', import.meta.url)
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const PASSPHRASE = 'a passphrase of a test, nothing of value'

let served: ProgramHub
beforeAll(async () => {
  served = await serveForPrograms()
})
afterAll(() => served.stop())

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'hub-cli-backup-'))
  // Where root runs the tests, PostgreSQL is another user.
  chmodSync(path, 0o755)
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const run = (args: string[], env: Record<string, string>) => runHub(args, { env })

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // a TCP server's address is never a pipe's name
  server.close()
  return port
}

/** A hub of its own in this state folder. */
async function startHubIn(
  env: Record<string, string>,
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, [MAIN], {
    env: { ...compiled, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += String(part)))
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  onTestFinished(stop)
  const origin = `http://localhost:${port}`
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(output)
      expect((await fetch(`${origin}/health/ready`)).status).toBe(200)
    },
    { timeout: 120_000, interval: 200 },
  )
  return { origin, stop }
}

/** What the platform's log says of restores, in a hub that runs on this state folder. */
async function restoresToldOf(stateDir: string) {
  const running = await attachEmbedded({ stateDir })
  if (!running) throw new Error('The database does not run.')
  const url = hubDatabaseUrl(running.adminUrl, true)
  const db = openDatabase({ appUrl: url, systemUrl: url, onError: () => undefined })
  try {
    const { rows } = await sql<{ door: string; takenAt: string }>`
      select door, data ->> 'takenAt' as taken_at from app.audit_entry
      where action = 'backup.restored' order by seq`.execute(db.system)
    return rows
  } finally {
    await db.close()
    await running.stop()
  }
}

async function signIn(origin: string, { email, password }: { email: string; password: string }) {
  const answer = await fetch(`${origin}/auth/login`, {
    method: 'POST',
    headers: {
      origin,
      'x-hub-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ email, password }),
  })
  return { status: answer.status, body: (await answer.json()) as { status?: string } }
}

/** One person of the sample, and the password of all of them. */
function seeded(text: string): { email: string; password: string } {
  const { password, organizations } = JSON.parse(text) as {
    password: string
    organizations: { people: { email: string }[] }[]
  }
  return { email: organizations[0]?.people[0]?.email ?? '', password }
}

describe('hub backup and hub restore', () => {
  test('start no database for a backup that this secret does not open', async () => {
    const [state, to] = [folder(), folder()]
    const refused = await run(['restore', '--from', leaveBackup(to)], { HUB_STATE_DIR: state })
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining(`of a hub with another HUB_SECRET, and does not hold it`),
    })
    expect(readdirSync(state)).toEqual(['hub.secret'])
  })

  test('bring a hub that runs to another machine, where people sign in by the password from before', async () => {
    const [before, after, to] = [folder(), folder(), folder()]
    // Slow statements of a busy machine would stand between the answers.
    const quiet = { HUB_BACKUP_PASSPHRASE: PASSPHRASE, LOG_LEVEL: 'error' }
    const env = { ...quiet, HUB_STATE_DIR: before, HOME: folder() }
    const first = await startHubIn(env)
    const person = seeded((await run(['seed', '--json'], env)).out)
    expect(await signIn(first.origin, person)).toMatchObject({ status: 200, body: { status: 'signed_in' } })
    const taken = await run(['backup', '--encrypt', '--to', to, '--json'], env)
    expect({ code: taken.code, err: taken.code === 0 ? '' : taken.err }).toEqual({ code: 0, err: '' })
    const { path } = JSON.parse(taken.out) as { path: string }
    expect(JSON.parse(taken.out)).toMatchObject({ encrypted: true, hasSecret: true, missingFiles: 0 })
    const tried = await run(['restore', '--from', path, '--verify'], env)
    expect(tried.out).toContain('The backup can be restored.')
    await first.stop()
    rmSync(before, { recursive: true })

    const there = { ...quiet, HUB_STATE_DIR: after, HOME: folder() }
    // Production asks for the secret as a setting, which is nowhere but in the backup.
    const restored = await runProgram(CLI, ['restore', '--from', path, '--json'], {
      env: { ...there, NODE_ENV: 'production' },
    })
    expect({ code: restored.code, err: restored.code === 0 ? '' : restored.err }).toEqual({
      code: 0,
      err: '',
    })
    expect(JSON.parse(restored.out)).toMatchObject({
      verified: false,
      setSecretFrom: join(after, 'hub.secret'),
      secret: 'restored',
      faults: [],
    })
    const again = await run(['restore', '--from', path], there)
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringContaining('There are people or organizations'),
    })
    const second = await startHubIn(there)
    expect(await signIn(second.origin, person)).toMatchObject({ status: 200, body: { status: 'signed_in' } })
    const verdict = await run(['audit', 'verify'], there)
    expect(verdict).toMatchObject({ code: 0, out: expect.not.stringContaining('BAD') })
    const { takenAt }: { takenAt: string } = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'))
    expect(await restoresToldOf(after)).toEqual([{ door: 'cli', takenAt }])
  })

  test('that is killed leaves nothing that looks like a backup, and the next one sweeps it up', async () => {
    const to = folder()
    const child = spawn(process.execPath, [fileURLToPath(CLI), 'backup', '--to', to], {
      env: { ...compiled, ...served.here },
      stdio: 'ignore',
    })
    await vi.waitFor(() => expect(readdirSync(to)).not.toEqual([]), { timeout: 60_000, interval: 5 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const left = readdirSync(to)
    expect(left.every((name) => name.startsWith('.partial-'))).toBe(true)
    const refused = await run(['restore', '--from', join(to, left[0] ?? ''), '--verify'], served.here)
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is no whole backup') })
    await vi.waitFor(async () => expect((await run(['backup', '--to', to], served.here)).code).toBe(0), {
      timeout: 60_000,
    })
    expect(readdirSync(to).filter((name) => left.includes(name))).toEqual([])
  })

  test.for(['SIGINT', 'SIGTERM'] as const)(
    'leave nothing anywhere on %s on the way to a bucket',
    async (signal) => {
      const s3 = await serveS3()
      onTestFinished(() => s3.stop())
      s3.forced = (asked) => (asked.startsWith('PUT') && asked.endsWith('/files') ? 'hang' : undefined)
      const env = {
        ...served.here,
        HUB_BACKUP_S3_ENDPOINT: s3.endpoint,
        HUB_BACKUP_S3_REGION: s3.region,
        HUB_BACKUP_S3_ACCESS_KEY_ID: s3.accessKeyId,
        HUB_BACKUP_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      }
      const child = spawn(process.execPath, [fileURLToPath(CLI), 'backup', '--to', 's3://hub-files'], { env })
      let said = ''
      child.stderr.on('data', (part) => (said += String(part)))
      const ended = once(child, 'exit')
      await vi.waitFor(() => expect(s3.asked.some((one) => one.endsWith('/files'))).toBe(true), {
        timeout: 60_000,
      })
      expect(s3.objects.size).toBeGreaterThan(1)
      child.kill(signal)
      expect(await ended).toEqual([1, null])
      expect(said).toContain('Stopped before it was done.')
      expect([...s3.objects.keys()]).toEqual([])
      expect(readdirSync(served.stateDir).filter((name) => name.startsWith('backup.'))).toEqual([])
    },
  )

  test('say in words what is missing', async () => {
    const { here } = served
    const cases: [string[], number, RegExp][] = [
      [['restore'], 2, /Say which: restore --from/],
      [['backup', '--encrypt'], 2, /HUB_BACKUP_PASSPHRASE/],
      [['backup', '--to', 's3://backups/hub'], 1, /do not say how to reach the bucket backups/],
      [['restore', '--from', 's3:/backups'], 1, /There is no folder .+\/s3:\/backups\. Name the folder/],
      [['restore', '--from', folder(), 'verify'], 2, /“verify” is no part of “restore”, so nothing was done/],
      [['backup', 'encrypt'], 2, /“encrypt” is no part of “backup”/],
      [['restore', '--from', 's3://Backups'], 1, /names no bucket/],
      [['restore', '--from', folder()], 1, /is no whole backup: it has no manifest\.json/],
    ]
    for (const [args, code, words] of cases) {
      const answer = await run(args, here)
      expect({ args, code: answer.code, out: answer.out }).toEqual({ args, code, out: '' })
      expect(answer.err).toMatch(words)
      expect(answer.err).not.toMatch(/\bat .+:\d+:\d+/)
    }
    expect(existsSync(join(here.HUB_STATE_DIR, 'backups'))).toBe(false)
  })

  test('answer programs in one line', async () => {
    const to = folder()
    const taken = await run(['backup', '--to', to, '--json'], served.here)
    expect(taken.out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(taken.out)).toMatchObject({
      encrypted: false,
      hasSecret: false,
      secretAt: 'HUB_SECRET',
    })
    const { path } = JSON.parse(taken.out) as { path: string }
    const elsewhere = { HUB_STATE_DIR: folder(), HOME: folder() }
    const tried = await run(['restore', '--from', path, '--verify', '--json'], elsewhere)
    expect(tried.code).toBe(1)
    expect(JSON.parse(tried.out)).toMatchObject({ verified: true, secret: 'another', faults: [] })
    const refused = await run(['restore', '--from', to, '--json'], served.here)
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.out)).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('is no whole backup'),
    })
  })
})
