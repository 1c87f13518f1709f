import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { lastingRefusal } from './embedded-refusal.ts'

const whole = mkdtempSync(join(tmpdir(), 'hub-refusal-'))
beforeAll(async () => {
  chmodSync(whole, 0o755)
  await (await startEmbedded({ stateDir: whole })).stop()
})
afterAll(() => rmSync(whole, { recursive: true, force: true }))

/** A start on a copy of a whole folder in which something was done; answers what it says, and after how long. */
async function startAfter(
  change: (dataDir: string, stateDir: string) => void,
): Promise<{ message: string; seconds: number; stateDir: string }> {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-refusal-'))
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }))
  chmodSync(stateDir, 0o755)
  // With the owners of all that is in it.
  execFileSync('cp', ['-a', `${whole}/.`, stateDir])
  const dataDir = join(stateDir, 'pg18')
  change(dataDir, stateDir)
  const begin = performance.now()
  const message = await startEmbedded({ stateDir }).then(
    async (server) => {
      await server.stop()
      return 'it starts'
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { message, seconds: (performance.now() - begin) / 1_000, stateDir }
}

describe('a start that cannot succeed is refused at once, and says why', () => {
  test('where another PostgreSQL made the folder', async () => {
    const { message, seconds } = await startAfter((dataDir) =>
      writeFileSync(join(dataDir, 'PG_VERSION'), '17\n'),
    )
    expect(message).toMatch(
      /^The database in \S+pg18 was made by PostgreSQL 17, and this version of the hub brings PostgreSQL 18, which cannot read it\. Start the version of the hub that made it, take a backup,/,
    )
    expect(seconds).toBeLessThan(10)
  })

  test('where only the folder of another PostgreSQL is there, and makes no empty database beside it', async () => {
    const { message, stateDir } = await startAfter((dataDir, state) => {
      renameSync(dataDir, join(state, 'pg17'))
      writeFileSync(join(state, 'pg17', 'PG_VERSION'), '17\n')
    })
    expect(message).toMatch(/^The database in \S+pg17 was made by PostgreSQL 17,/)
    expect(readdirSync(stateDir)).not.toContain('pg18')
  })

  test.each([
    [
      'PG_VERSION',
      (dataDir: string) => rmSync(join(dataDir, 'PG_VERSION')),
      /^\S+pg18 is no whole database: PG_VERSION/,
    ],
    [
      'the password',
      (dataDir: string) => rmSync(join(dataDir, 'hub.secret')),
      /^The password of the built-in database cannot be read from \S+hub\.secret\. /,
    ],
    [
      'pg_control',
      (dataDir: string) => rmSync(join(dataDir, 'global', 'pg_control')),
      /^The built-in PostgreSQL does not start: could not find the database system\. What it wrote before says more: npm run hub -- logs$/,
    ],
    [
      'its log of writes',
      (dataDir: string) => rmSync(join(dataDir, 'pg_wal'), { recursive: true }),
      /^The built-in PostgreSQL does not start: .*pg_wal/,
    ],
    [
      'its settings',
      (dataDir: string) => appendFileSync(join(dataDir, 'postgresql.conf'), 'work_mem = much\n'),
      /^The built-in PostgreSQL does not start: configuration file .* contains errors/,
    ],
    [
      'closed rights',
      (dataDir: string) => chmodSync(dataDir, 0o755),
      /: other users may enter \S+pg18\. Close it: chmod 700 /,
    ],
  ])('where %s is not as it was', async (_what, change, words) => {
    const { message, seconds } = await startAfter(change)
    expect(message).toMatch(words)
    expect(seconds).toBeLessThan(10)
  })

  test('and starts where the folder of an older one lies beside its own', async () => {
    const { message } = await startAfter((_dataDir, state) => {
      mkdirSync(join(state, 'pg17'))
      writeFileSync(join(state, 'pg17', 'PG_VERSION'), '17\n')
    })
    expect(message).toBe('it starts')
  })
})

describe('what a server said that has ended', () => {
  const cluster = { dataDir: '/state/pg18' }
  test.each([
    ['another one is not quite gone', 'FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another'],
    ['its memory is still in use', 'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use'],
    ['its port was taken meanwhile', 'LOG:  could not bind\nFATAL:  could not create any TCP/IP sockets'],
    ['it was told to stop', 'LOG:  received fast shutdown request\nFATAL:  terminating connection'],
    ['somebody knocked too early, and it was killed', 'FATAL:  the database system is starting up'],
    ['it was killed', 'LOG:  starting PostgreSQL 18.4'],
  ])('may be tried again where %s', (_case, said) => {
    expect(lastingRefusal(cluster, said)).toBeUndefined()
  })

  test.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      'The disk of the state folder /state/pg18 is full',
    ],
    [
      'PANIC:  could not write to file "pg_wal/x": No space left on device',
      'The disk of the state folder /state/pg18 is full',
    ],
    [
      'FATAL:  could not open file "global/pg_filenode.map": Permission denied',
      'chown -R <user> /state/pg18',
    ],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'too little memory'],
    [
      '2026-11-27 04:18:38 UTC [9] PANIC:  could not locate a valid checkpoint record at 0/1',
      'does not start: could not locate a valid checkpoint record at 0/1.',
    ],
  ])('is told: %s', (said, words) => {
    expect(
      lastingRefusal(cluster, `LOG:  starting PostgreSQL\n${said}\nLOG:  database system is shut down\n`)
        ?.message,
    ).toContain(words)
  })
})
