import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ensureCluster } from './embedded-cluster.ts'
import type { Cluster } from './embedded-cluster.ts'
import { readBack } from './embedded-progress.ts'
import { ensureServer, serverEnded } from './embedded-server.ts'
import type { Running } from './embedded-server.ts'

const stateDir = mkdtempSync(join(tmpdir(), 'hub-recovery-'))
let cluster: Cluster
let running: Running | undefined
beforeAll(async () => {
  chmodSync(stateDir, 0o755)
  cluster = await ensureCluster({ stateDir, dataHome: stateDir, test: true })
})
// Whatever became of its test: the next one starts a server of its own.
afterEach(async () => {
  running?.release()
  if (running) await serverEnded(cluster, running.pid)
  running = undefined
})
afterAll(() => rmSync(stateDir, { recursive: true, force: true }))

/** The same programs, but the server does this before it starts; its own log is what it writes. */
function startingWith(name: string, script: string): Cluster {
  const bin = join(stateDir, name)
  mkdirSync(bin)
  for (const program of readdirSync(cluster.bin)) symlinkSync(join(cluster.bin, program), join(bin, program))
  const server = join(bin, 'postgres')
  rmSync(server)
  writeFileSync(server, `#!/bin/sh\n${script}\nexec ${join(cluster.bin, 'postgres')} "$@"\n`, { mode: 0o755 })
  return { ...cluster, bin }
}

const SLOW = `
echo 'LOG:  redo starts at 0/1000000' >&2
for place in 2 3 4 5 6 7 8 9 A B C D E F; do
  echo "LOG:  redo in progress, elapsed time: $place.00 s, current LSN: 0/\${place}000000" >&2
  sleep 0.5
done`

describe('a start after a crash', () => {
  test('is waited for as long as it moves, and says how far it has come', async () => {
    const said: string[] = []
    const slow = startingWith('slow', SLOW)
    const options = { stillMs: 2_000, onWait: (message: string) => said.push(message) }
    const begin = performance.now()
    running = await ensureServer(slow, 0, options)
    expect(performance.now() - begin).toBeGreaterThan(2 * options.stillMs)
    expect(said[0]).toMatch(
      /^PostgreSQL is starting, for \d+ s so far\. It was not stopped in order and reads back its log: \d+ MB so far\. Wait for it: stopped now, it would have to begin again\.$/,
    )
  })

  test('is waited for while it writes down what it has read, which it does without a word', async () => {
    const said: string[] = []
    const quiet = startingWith(
      'quiet',
      'echo "LOG:  checkpoint starting: end-of-recovery immediate wait" >&2; sleep 6',
    )
    running = await ensureServer(quiet, 0, {
      stillMs: 1_000,
      onWait: (message) => said.push(message),
    })
    expect(said[0]).toContain('It was not stopped in order and writes down what it has read back.')
  })

  test('is given up when it stands still', async () => {
    const stuck = startingWith('stuck', 'echo "LOG:  nothing more comes" >&2; exec sleep 8')
    await expect(ensureServer(stuck, 0, { stillMs: 1_000 })).rejects.toThrow(
      /did not become ready within \d+ s\. Its last words:\n[^]*nothing more comes/,
    )
  })

  test('is given up when it ends again and again', async () => {
    const failing = startingWith('failing', 'echo "PANIC:  cannot read" >&2; sleep 0.2; exit 1')
    await expect(ensureServer(failing, 0, { stillMs: 1_000 })).rejects.toThrow('cannot read')
  })

  test('is read from what PostgreSQL writes', () => {
    const begin = '2026-11-24 LOG:  redo starts at 1/FF000000\n'
    const at = (place: string) => `LOG:  redo in progress, elapsed time: 5.00 s, current LSN: ${place}\n`
    expect(readBack(begin + at('1/FF800000') + at('2/1000000'))).toBe('32 MB')
    expect(readBack(at('2/1000000'))).toBe('it is at 2/1000000')
    expect(readBack(begin)).toBeUndefined()
  })
})
