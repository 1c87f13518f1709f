import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TEST_SECRET, createTestDatabase, mayMount, smallDisk } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { runProgram } from './testing/run-program.ts'

const MAIN = new URL('main.ts', import.meta.url)
const NOBODY = 65_534

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())

/** With its own PostgreSQL, and with one elsewhere. */
const kinds: [string, () => Record<string, string>][] = [
  ['with the built-in database', () => ({})],
  ['with a database elsewhere', () => ({ DATABASE_URL: database.adminUrl, HUB_SECRET: TEST_SECRET })],
]

async function refused(stateDir: string, settings: Record<string, string>, uid?: number): Promise<string> {
  const { code, out, err } = await runProgram(MAIN, [], {
    env: { HUB_STATE_DIR: stateDir, PORT: '0', PATH: '/usr/bin:/bin', ...settings },
    ...(uid !== undefined && { uid }),
  })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).not.toMatch(/\bat .+:\d+:\d+|E[A-Z]{4,}:/)
  return err
}

const mounts = mayMount()

describe.each(kinds)('a start %s', (_kind, settings) => {
  test.skipIf(!mounts)('says that its disk is mounted read-only', async () => {
    const disk = smallDisk(4)
    onTestFinished(() => disk.remove())
    disk.close()
    expect(await refused(disk.folder, settings())).toBe(
      `Smart AI Hub did not start.\n  The state folder ${disk.folder} is on a disk that is mounted read-only. Mount it for writing, or set HUB_STATE_DIR to a folder that can be written.\n`,
    )
  })

  test.skipIf(!mounts)('says that its disk is full', async () => {
    const disk = smallDisk(4)
    onTestFinished(() => disk.remove())
    disk.fill()
    expect(await refused(disk.folder, settings())).toContain(
      `The disk of the state folder ${disk.folder} is full (0 MiB free). Make room and start again`,
    )
  })

  test.skipIf(process.getuid?.() !== 0)('says whose folder it may not write', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'hub-refused-'))
    onTestFinished(() => rmSync(stateDir, { recursive: true }))
    chownSync(stateDir, 1, 1)
    chmodSync(stateDir, 0o555)
    expect(await refused(stateDir, settings(), NOBODY)).toContain(
      `The state folder ${stateDir} belongs to user 1 and this user (${NOBODY}) may not write there.`,
    )
  })

  test('says that its folder is a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hub-refused-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'state')
    writeFileSync(file, '')
    expect(await refused(file, settings())).toContain(`HUB_STATE_DIR names ${file}, which is not a folder`)
  })
})

test.skipIf(!mounts)('a first start says that there is too little room for it', async () => {
  const disk = smallDisk(64)
  onTestFinished(() => disk.remove())
  expect(await refused(disk.folder, { HUB_SECRET: TEST_SECRET })).toMatch(
    /^ {2}The disk of the state folder \S+ has too little room for a first start \(6\d MiB free, 200 MiB are needed\)/m,
  )
})
