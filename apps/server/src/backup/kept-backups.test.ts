import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { markOf } from '@hub/api/server'
import { startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { openSnapshot } from '@hub/db/backup'
import { TEST_SECRET, superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DOUBT, backupsIn, noteDoubt, partialName } from './backup-folder.ts'
import { keepBackup } from './keep-backup.ts'
import { secretIdOf } from './manifest.ts'
import { lastTimeOf, nightlyBackup } from './nightly-backup.ts'
import { folderPlace } from './places.ts'
import { takeBackup } from './take-backup.ts'
import { tempFolder, wishFor } from './testing/backup-place.ts'

const secretId = secretIdOf(TEST_SECRET)
const DAY_MS = 24 * 3_600_000

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
  await hub.newOrg()
})
afterAll(() => hub.stop())

function folder(): string {
  const { path, remove } = tempFolder()
  onTestFinished(remove)
  return path
}

const keptIn = (to: string) => ({ ...wishFor(hub, to), place: folderPlace(to) })

const namesIn = async (to: string) => (await backupsIn(to, secretId)).map(({ path }) => basename(path))

describe('backups that stay', () => {
  test('are the newest, and the oldest goes only when a new one is good', async () => {
    const to = folder()
    const made: string[] = []
    for (let turn = 0; turn < 3; turn += 1)
      made.push(basename((await keepBackup({ ...keptIn(to), keep: 2 })).path))
    expect(await namesIn(to)).toEqual(made.slice(1).toReversed())
    const failing = {
      ...keptIn(to),
      keep: 1,
      verify: () => Promise.reject(new Error('the ledger does not add up')),
    }
    await expect(keepBackup(failing)).rejects.toThrow('does not add up')
    expect(await namesIn(to)).toHaveLength(3)
  })

  test('never lose the last good one to those that are damaged', async () => {
    const to = folder()
    const { path: good } = await takeBackup(wishFor(hub, to))
    const { path: cut, manifest } = await takeBackup(wishFor(hub, to))
    truncateSync(join(cut, manifest.parts[0]?.name ?? ''), 1)
    const { removed } = await keepBackup({ ...keptIn(to), keep: 2 })
    expect(removed).toEqual([])
    expect(existsSync(good)).toBe(true)
    expect(existsSync(cut)).toBe(true)
  })

  test('are those of this hub alone', async () => {
    const to = folder()
    await takeBackup(wishFor(hub, to, { secret: 'another secret of a test, nothing of value' }))
    const { removed } = await keepBackup({ ...keptIn(to), keep: 1 })
    expect(removed).toEqual([])
    expect(readdirSync(to)).toHaveLength(2)
  })

  test('stand beside one that another hub began in the same second and ended first', async () => {
    const to = folder()
    let theirs = ''
    const onProgress = () => {
      if (theirs !== '') return
      theirs = readdirSync(to).map((name) => name.slice(name.indexOf('hub-')))[0] ?? ''
      mkdirSync(join(to, theirs))
      writeFileSync(join(to, theirs, 'manifest.json'), 'theirs')
    }
    const { path } = await takeBackup(wishFor(hub, to, { onProgress }))
    expect(basename(path)).toBe(`${theirs}-2`)
    expect(await namesIn(to)).toEqual([`${theirs}-2`])
    expect(readdirSync(join(to, theirs))).toEqual(['manifest.json'])
  })

  test('can be read by their owner only', async () => {
    const to = join(folder(), 'backups')
    const { path, manifest } = await takeBackup(wishFor(hub, to))
    expect([to, path].map((one) => statSync(one).mode & 0o777)).toEqual([0o700, 0o700])
    for (const { name } of manifest.parts) expect(statSync(join(path, name)).mode & 0o777).toBe(0o600)
  })
})

describe('a backup that fails', () => {
  test('leaves nothing, and says what the folder did not take', async () => {
    const to = join(folder(), 'file')
    writeFileSync(to, '')
    await expect(takeBackup(wishFor(hub, join(to, 'backups')))).rejects.toThrow('A file is in the way')
    const other = folder()
    const files = { get: () => Promise.reject(new Error('The file store is away.')) }
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    await org.api.files.attach({
      entity: 'ops_task',
      entityId: task.id,
      name: 'a.txt',
      content: 'SXQgbGVha3Mu',
    })
    await expect(takeBackup(wishFor(hub, other, { files }))).rejects.toThrow('The file store is away.')
    expect(readdirSync(other)).toEqual([])
  })

  test('is refused in words where there is no hub, nor a database of it', async () => {
    const url = new URL(hub.database.adminUrl)
    url.pathname = '/never_made'
    await expect(takeBackup(wishFor(hub, folder(), { adminUrl: url.href }))).rejects.toThrow(
      'There is no hub in this database yet, so there is nothing to back up.',
    )
  })

  test('is refused while another one is under way', async () => {
    const first = await openSnapshot(hub.database.adminUrl)
    onTestFinished(() => first.close())
    await expect(takeBackup(wishFor(hub, folder()))).rejects.toThrow(
      'Another backup of this hub is under way.',
    )
  })

  test.each([
    ['comes in force', `insert into app.secret_mark (mark, moved_at) values ('0123456789abcdef', now())`],
    [
      'is in force and not everything is sealed with it',
      `insert into app.secret_mark (mark, moved_at) values ('${markOf(TEST_SECRET)}', now())`,
    ],
  ])('is refused while another secret %s', async (_when, statement) => {
    const session = await superuserSession(hub.database)
    await session.query('delete from app.secret_mark')
    await session.query(statement)
    onTestFinished(async () => {
      await session.query('delete from app.secret_mark')
      await session.end()
    })
    const to = folder()
    await expect(takeBackup(wishFor(hub, to))).rejects.toThrow('The secret of this hub is being replaced')
    expect(readdirSync(to)).toEqual([])
  })

  test('sweeps up after those of this hub that were killed', async () => {
    const to = folder()
    const [ours, theirs] = [partialName(secretId, 'hub-x'), partialName('ffffffff', 'hub-x')]
    for (const name of [ours, theirs]) mkdirSync(join(to, name))
    await takeBackup(wishFor(hub, to))
    expect(readdirSync(to)).not.toContain(ours)
    expect(readdirSync(to)).toContain(theirs)
  })
})

describe('the backup of each night', () => {
  const at = (text: string) => new Date(`2026-11-24T${text}:00`)

  test('is due at its time of day, and stays due until it is taken', () => {
    expect(lastTimeOf('02:30', at('02:30'))).toEqual(at('02:30'))
    expect(lastTimeOf('02:30', at('23:00'))).toEqual(at('02:30'))
    expect(lastTimeOf('02:30', at('02:29'))).toEqual(new Date('2026-11-23T02:30:00'))
  })

  test('is taken once, and its age is on the health page', async () => {
    const to = folder()
    let now = new Date()
    const nightly = nightlyBackup({ ...keptIn(to), keep: 7, at: '02:30', now: () => now })
    expect(await nightly.health()).toMatchObject({ status: 'degraded', detail: 'there is none yet' })
    await nightly.sweep.run()
    await nightly.sweep.run()
    expect(await namesIn(to)).toHaveLength(1)
    expect(await nightly.health()).toMatchObject({ status: 'ok', detail: 'the last one is 0 hours old' })
    now = new Date(Date.now() + 3 * 24 * 3_600_000 + 60_000)
    expect(await nightly.health()).toMatchObject({ status: 'degraded', detail: 'the last one is 3 days old' })
    await nightly.sweep.run()
    expect(await namesIn(to)).toHaveLength(2)
  })

  test('is taken again where the newest is dated after today, which stands in the way of none that comes', async () => {
    const to = folder()
    const nightly = nightlyBackup({ ...keptIn(to), keep: 2, at: '02:30', now: () => new Date() })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * 24 * 3_600_000 })
    const { path } = await takeBackup(wishFor(hub, to)).finally(() => vi.useRealTimers())
    const ahead = basename(path)
    expect(await nightly.health()).toMatchObject({
      status: 'degraded',
      detail: expect.stringMatching(/dated after today/),
    })
    await nightly.sweep.run()
    expect(await nightly.health()).toMatchObject({ status: 'ok' })
    const [newest, last] = await namesIn(to)
    expect(last).toBe(ahead)
    expect(newest).not.toBe(ahead)
    await keepBackup({ ...keptIn(to), keep: 2 })
    expect(await namesIn(to)).not.toContain(ahead)
  })

  test('that fails is told until one is good, and tried again after an hour', async () => {
    const to = folder()
    let now = new Date()
    let turns = 0
    const verify = async () => {
      turns += 1
      if (turns === 1) throw new Error('the ledger does not add up')
    }
    const nightly = nightlyBackup({ ...keptIn(to), keep: 7, at: '02:30', now: () => now, verify })
    await expect(nightly.sweep.run()).rejects.toThrow('does not add up')
    await expect(nightly.sweep.run()).rejects.toThrow('does not add up')
    expect(turns).toBe(1)
    expect(await nightly.health()).toMatchObject({ status: 'degraded', detail: 'the last one failed' })
    now = new Date(Date.now() + 25 * 3_600_000)
    await nightly.sweep.run()
    expect(turns).toBe(2)
    expect(await nightly.health()).toMatchObject({ name: 'backup', detail: expect.stringContaining('old') })
  })

  test('that fails in one process is made good by what another one, or a person, takes after it', async () => {
    const to = join(folder(), 'backups')
    writeFileSync(to, 'in the way')
    const [first, second] = [1, 2].map(() => nightlyBackup({ ...keptIn(to), keep: 7, at: '02:30' }))
    await expect(first?.sweep.run()).rejects.toThrow(/in the way|not a directory/)
    rmSync(to)
    await second?.sweep.run()
    await first?.sweep.run()
    expect(await first?.health()).toMatchObject({ status: 'ok' })
  })

  test('that could not be verified is told by other processes and after a new start, until one is good', async () => {
    const to = folder()
    let isSound = false
    const verify = async () => {
      if (!isSound) throw new Error('What it holds is not in order:\n  the ledger does not add up')
    }
    const started = (now = new Date()) =>
      nightlyBackup({ ...keptIn(to), keep: 1, at: '02:30', now: () => now, verify })
    await expect(started().sweep.run()).rejects.toThrow('does not add up')
    const again = started()
    expect(await again.health()).toMatchObject({
      status: 'degraded',
      detail: 'the last one could not be verified',
    })
    await expect(again.sweep.run()).rejects.toThrow(
      'The newest backup could not be verified: What it holds is not in order: the ledger does not add up',
    )
    expect(await namesIn(to)).toHaveLength(1)
    isSound = true
    const nextDay = started(new Date(Date.now() + DAY_MS))
    await nextDay.sweep.run()
    const [{ path, doubt } = { path: '', doubt: '' }, ...older] = await backupsIn(to, secretId)
    expect([doubt, older]).toEqual([null, []])
    expect(readdirSync(path)).not.toContain(DOUBT)
    expect(await started().health()).toMatchObject({ status: 'ok' })
  })

  test('pushes out no good one while it is in doubt, whoever takes the next', async () => {
    const to = folder()
    const { path: good } = await takeBackup(wishFor(hub, to))
    for (const doubt of ['', 'the ledger does not add up'])
      await noteDoubt((await takeBackup(wishFor(hub, to))).path, doubt)
    await keepBackup({ ...keptIn(to), keep: 2 })
    expect(existsSync(good)).toBe(true)
    await keepBackup({ ...keptIn(to), keep: 2 })
    expect(existsSync(good)).toBe(false)
    expect(await namesIn(to)).toHaveLength(2)
  })

  test('is taken again where its verification was cut short', async () => {
    const to = folder()
    await noteDoubt((await takeBackup(wishFor(hub, to))).path, '')
    const nightly = nightlyBackup({ ...keptIn(to), keep: 7, at: '02:30' })
    expect(await nightly.health()).toMatchObject({ status: 'ok' })
    await nightly.sweep.run()
    expect(await namesIn(to)).toHaveLength(2)
  })
})
