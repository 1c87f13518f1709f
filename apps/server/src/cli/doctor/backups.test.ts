import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { TEST_SECRET } from '@hub/db/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noteDoubt, partialName } from '../../backup/backup-folder.ts'
import { secretIdOf } from '../../backup/manifest.ts'
import { loadEnv } from '../../env.ts'
import { findBackups } from './backups.ts'
import { ENCRYPTION, leaveBackup } from './testing.ts'

const HOUR_MS = 3_600_000
const WEEK_HOURS = 7 * 24

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString()

let stateDir: string
/** Where this hub keeps its backups. */
let to: string
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'hub-doctor-'))
  to = join(stateDir, 'backups')
})
afterEach(() => rmSync(stateDir, { recursive: true }))

const look = () => findBackups(loadEnv({ HUB_STATE_DIR: stateDir, HUB_SECRET: TEST_SECRET }))

const FRESH = { status: 'ok', found: 'the newest is 0 h old', next: null }
const WEEK_OLD = {
  status: 'warning',
  found: 'the newest is 7 days old',
  next: 'Make one and keep it on another machine: npm run hub -- backup',
}
const NONE = {
  ...WEEK_OLD,
  found: 'no whole backup of this hub yet',
  next: expect.stringMatching(/^Looked in \/.+; HUB_BACKUP_TO says where backups are kept\. Make one/),
}

describe('hub doctor looks at a folder of backups', () => {
  test('and finds it well with a whole one of this hub that is fresh', async () => {
    leaveBackup(to, { takenAt: hoursAgo(WEEK_HOURS) })
    leaveBackup(to)
    expect(await look()).toMatchObject(FRESH)
  })

  test('and leaves a slow one a day and a half', async () => {
    const path = leaveBackup(to, { takenAt: hoursAgo(35.5) })
    expect(await look()).toMatchObject({ status: 'ok', found: 'the newest is 35 h old' })
    rmSync(path, { recursive: true })
    leaveBackup(to, { takenAt: hoursAgo(36.5) })
    expect(await look()).toMatchObject({ ...WEEK_OLD, found: 'the newest is 36 h old' })
  })

  test('and says of one that could not be verified why, however fresh it is', async () => {
    const path = leaveBackup(to)
    await noteDoubt(path, '')
    expect(await look()).toMatchObject(FRESH)
    await noteDoubt(path, 'the ledger does not add up')
    expect(await look()).toMatchObject({
      status: 'warning',
      found: 'the newest could not be verified: the ledger does not add up',
      next: expect.stringMatching(/restore --verify --from/),
    })
  })

  test('and takes an old one that was copied just now for old', async () => {
    const elsewhere = join(stateDir, 'elsewhere')
    const old = leaveBackup(elsewhere, { takenAt: hoursAgo(WEEK_HOURS) })
    cpSync(old, join(to, basename(old)), { recursive: true })
    expect(await look()).toMatchObject(WEEK_OLD)
  })

  test('and takes a fresh one for fresh whose files came with an old date', async () => {
    const path = leaveBackup(to)
    for (const name of readdirSync(path)) utimesSync(join(path, name), 0, 0)
    expect(await look()).toMatchObject(FRESH)
  })

  const spoilings: [string, (path: string) => void][] = [
    [
      'that is still being written',
      (path) => renameSync(path, join(to, partialName(secretIdOf(TEST_SECRET), basename(path)))),
    ],
    ['without its sum', (path) => rmSync(join(path, 'manifest.sum'))],
    ['whose manifest does not fit its sum', (path) => appendFileSync(join(path, 'manifest.json'), '\n')],
    ['whose sum stands there alone', (path) => rmSync(join(path, 'manifest.json'))],
    ['that lacks a part', (path) => rmSync(join(path, 'files'))],
    ['with a part that was cut', (path) => writeFileSync(join(path, 'files'), 'pa')],
  ]

  test.each(spoilings)('and does not count one %s', async (_which, spoil) => {
    const fresh = leaveBackup(to)
    spoil(fresh)
    expect(await look()).toMatchObject(NONE)
    leaveBackup(to, { takenAt: hoursAgo(WEEK_HOURS) })
    expect(await look()).toMatchObject(WEEK_OLD)
  })

  test('and does not count one of another hub', async () => {
    leaveBackup(to, { secretId: secretIdOf('another secret of a test, nothing of value') })
    expect(await look()).toMatchObject(NONE)
    leaveBackup(to, { takenAt: hoursAgo(WEEK_HOURS) })
    expect(await look()).toMatchObject(WEEK_OLD)
  })

  test('and knows the age of an encrypted one without its passphrase', async () => {
    leaveBackup(to, { takenAt: hoursAgo(WEEK_HOURS), encryption: ENCRYPTION })
    expect(await look()).toMatchObject(WEEK_OLD)
    leaveBackup(to, { encryption: ENCRYPTION })
    expect(await look()).toMatchObject(FRESH)
  })

  test('and tells one that cannot be read from one that is not there', async () => {
    expect(await look()).toMatchObject(NONE)
    writeFileSync(to, 'a file in the way')
    expect(await look()).toMatchObject({
      status: 'warning',
      found: expect.stringContaining(`${to} cannot be read: `),
      next: expect.stringContaining('as the owner of the folder'),
    })
  })

  test('and does not guess whose they are while the settings are wrong', async () => {
    leaveBackup(to)
    expect(await findBackups(undefined)).toMatchObject({
      status: 'warning',
      found: 'not looked at: the settings are wrong',
    })
  })
})
