import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startEmbedded } from './embedded.ts'
import type { ChildProcess } from 'node:child_process'
import type { Embedded } from './embedded.ts'

// The programs are copied once and the data folder is made once, except where a test is about its making.
const stateDir = makeFolder()
const sharedHome = makeFolder()
let dataHome = sharedHome

afterEach(() => {
  if (dataHome !== sharedHome) rmSync(dataHome, { recursive: true, force: true })
  dataHome = sharedHome
})
afterAll(() => {
  for (const folder of [stateDir, sharedHome]) rmSync(folder, { recursive: true, force: true })
})

describe('startEmbedded', () => {
  test('makes a durable server that knows more letters than ASCII', async () => {
    const server = await start({ test: false })
    expect(server.attached).toBe(false)
    expect(await query(server, "select current_setting('fsync') as fsync, lower('ÄÉ') as low")).toEqual({
      fsync: 'on',
      low: 'äé',
    })
  })

  test('lets nobody in without the password, which only its owner can read', async () => {
    const server = await start()
    const url = new URL(server.adminUrl)
    const secret = join(dataHome, 'pg18', 'hub.secret')
    expect(statSync(secret).mode & 0o777).toBe(0o600)
    url.password = 'wrong'
    await expect(query({ adminUrl: url.href }, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('keeps the data between two runs', async () => {
    const first = await start()
    await query(first, 'create table kept as select 7 as n')
    await first.stop()
    expect(await query(await start(), 'select n from kept')).toEqual({ n: 7 })
  })

  test('works below a folder that others cannot enter', async () => {
    dataHome = makeFolder()
    chmodSync(dataHome, 0o700)
    expect(await query(await start(), 'select 1 as one')).toEqual({ one: 1 })
  })

  test('attaches to a running server, which lives until the last one lets go', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ attached: true, port: first.port })
    await first.stop()
    expect(await query(second, 'select 1 as one')).toEqual({ one: 1 })
    const pid = serverPid()
    await second.stop()
    // It has shut down by now; on a busy machine the process itself may leave a moment later.
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
  })

  test('starts one server when several processes start at once', async () => {
    dataHome = makeFolder()
    const children = await Promise.all([0, 1, 2, 3].map(() => startChild()))
    expect(new Set(children.map((child) => child.port)).size).toBe(1)
    expect(children.filter((child) => !child.attached)).toHaveLength(1)
    expect(readdirSync(dataHome).filter((name) => name.includes('init'))).toEqual([])
  })

  test('ignores a lock file whose number now belongs to another program', async () => {
    await (await start()).stop()
    writeFileSync(join(dataHome, 'pg18', 'postmaster.pid'), `${process.pid}\n/x\n0\n5432\n\n\n\nready\n`)
    expect(await query(await start(), 'select 1 as one')).toEqual({ one: 1 })
  })

  test('brings a killed server back on the same port', async () => {
    const log: string[] = []
    const server = await start({ test: false, log: (message) => log.push(message) })
    await query(server, 'create table kept_by_crash as select 7 as n')
    process.kill(serverPid(), 'SIGKILL')
    await vi.waitFor(
      async () => expect(await query(server, 'select n from kept_by_crash')).toEqual({ n: 7 }),
      20_000,
    )
    expect(log).toEqual([`PostgreSQL had ended unexpectedly and runs again on port ${server.port}.`])
  })

  test('brings back a server that another process had started', async () => {
    const owner = await startChild()
    const server = await start()
    owner.process.kill('SIGKILL')
    process.kill(serverPid(), 'SIGKILL')
    await vi.waitFor(async () => expect(await query(server, 'select 1 as one')).toEqual({ one: 1 }), 20_000)
  })

  test.for([
    ['the process', (child: Child) => [child.pid]],
    ['the process and the guard of its server', (child: Child) => [child.pid, parentOf(serverPid())]],
  ] as const)('leaves no server behind after kill -9 of %s', async ([, victims]) => {
    const child = await startChild()
    const pid = serverPid()
    for (const victim of victims(child)) process.kill(victim, 'SIGKILL')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 20_000)
  })

  test('replaces a server that nothing watches any more', async () => {
    const child = await startChild()
    const stray = serverPid()
    const guard = parentOf(stray)
    for (const pid of [guard, ...childrenOf(guard).filter((pid) => pid !== stray), child.pid])
      process.kill(pid, 'SIGKILL')
    const server = await start()
    await vi.waitFor(() => expect(isAlive(stray)).toBe(false), 20_000)
    await vi.waitFor(async () => expect(await query(server, 'select 1 as one')).toEqual({ one: 1 }), 20_000)
  })
})

interface Child {
  process: ChildProcess
  pid: number
  port: number
  attached: boolean
}

async function start(options: { test?: boolean; log?: (message: string) => void } = {}): Promise<Embedded> {
  const server = await startEmbedded({ stateDir, dataHome, test: true, ...options })
  onTestFinished(() => server.stop())
  return server
}

/** Another process that starts the server and stays until it is killed. */
async function startChild(): Promise<Child> {
  const options = JSON.stringify({ stateDir, dataHome, test: true })
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
    const { port, attached } = await startEmbedded(${options})
    process.stdout.write(JSON.stringify({ port, attached }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [text]: unknown[] = await once(child.stdout, 'data')
  const { port, attached }: Pick<Child, 'port' | 'attached'> = JSON.parse(String(text))
  return { process: child, pid: child.pid ?? 0, port, attached }
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-embedded-'))
  chmodSync(folder, 0o755)
  return folder
}

function serverPid(): number {
  return Number(readFileSync(join(dataHome, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** A process that ended but that nobody has waited for yet (a zombie) does not count as alive. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}

function childrenOf(pid: number): number[] {
  const ids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return ids.filter((id) => parentOf(id) === pid)
}

async function query({ adminUrl }: Pick<Embedded, 'adminUrl'>, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: adminUrl })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows[0]
  } finally {
    await client.end().catch(() => undefined)
  }
}
