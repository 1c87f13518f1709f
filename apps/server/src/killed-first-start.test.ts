import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@hub/db'
import { expect, onTestFinished, test, vi } from 'vitest'
import { compiled } from './testing/run-program.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** How many migrations the built-in database of this folder has; 0 while it cannot be asked. */
async function migrationsIn(stateDir: string): Promise<{ applied: number; known: number }> {
  try {
    const port =
      readFileSync(join(stateDir, 'pg18', 'postmaster.pid'), 'utf8')
        .split('\n')[3]
        ?.trim() ?? ''
    const password = readFileSync(join(stateDir, 'pg18', 'hub.secret'), 'utf8')
    const url = `postgres://hub:${password}@127.0.0.1:${port}/hub`
    const db = openDatabase({ appUrl: url, systemUrl: url, onError: () => undefined })
    try {
      return (await db.about()).migrations
    } finally {
      await db.close()
    }
  } catch {
    return { applied: 0, known: 0 }
  }
}

function startHub(stateDir: string) {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...compiled, HUB_STATE_DIR: stateDir, PORT: '0', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += String(part)))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, output: () => output, ended: once(child, 'exit') }
}

test('a first start that is killed in its first migrations goes on with the next one, and leaves nothing behind', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-first-'))
  chmodSync(stateDir, 0o755)
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 }))
  for (const least of [3, 25]) {
    const { child, ended, output } = startHub(stateDir)
    await vi.waitUntil(
      async () => (await migrationsIn(stateDir)).applied >= least || child.exitCode !== null,
      {
        timeout: 90_000,
        interval: 10,
      },
    )
    child.kill('SIGKILL')
    expect({ end: await ended, output: output() }).toEqual({ end: [null, 'SIGKILL'], output: '' })
  }
  const { child, ended, output } = startHub(stateDir)
  await vi.waitUntil(() => output().includes('is ready') || child.exitCode !== null, { timeout: 90_000 })
  expect(output()).toContain('Smart AI Hub is ready.')
  const { applied, known } = await migrationsIn(stateDir)
  expect(applied).toBeGreaterThan(25)
  expect(applied).toBe(known)
  expect(new Set(readdirSync(stateDir))).toEqual(
    new Set(['bin', 'hub.secret', 'hub.url', 'pg18', 'pg18.hold', 'pg18.log']),
  )
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
