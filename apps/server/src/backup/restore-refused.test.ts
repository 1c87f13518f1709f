import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BackupRefusal } from '@hub/db/backup'
import { startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openBackup } from './open-backup.ts'
import { restoreBackup } from './restore.ts'
import { takeBackup } from './take-backup.ts'
import { emptyPlace, hashesOf, tempFolder, wishFor } from './testing/backup-place.ts'
import type { EmptyPlace } from './testing/backup-place.ts'

const kept = tempFolder()

let hub: TestHub
/** A good backup. */
let path: string
beforeAll(async () => {
  hub = await startHub()
  await hub.newOrg()
  path = (await takeBackup(wishFor(hub, kept.path))).path
})
afterAll(async () => {
  await hub.stop()
  kept.remove()
})

async function place(): Promise<EmptyPlace> {
  const made = await emptyPlace(hub)
  onTestFinished(() => made.drop())
  return made
}

describe('restore refuses', () => {
  test('a hub that is running', async () => {
    const other = await startHub()
    onTestFinished(() => other.stop())
    const at = { ...(await place()), adminUrl: other.database.adminUrl }
    await expect(restoreBackup(await openBackup(path, undefined), at)).rejects.toThrow(
      'The hub of this database is running.',
    )
  })

  test('another HUB_SECRET that is a setting', async () => {
    const at = { ...(await place()), secret: 'another secret of a test, nothing of value at all' }
    await expect(restoreBackup(await openBackup(path, undefined), at)).rejects.toThrow(
      'The backup is of a hub with another HUB_SECRET.',
    )
    expect(await hashesOf(at)).toEqual({})
  })

  test("a server whose logins are another hub's, before it loads a row", async () => {
    const secret = 'the secret of a lost hub, nothing of value at all'
    const { path: lost } = await takeBackup(wishFor(hub, join(kept.path, 'lost'), { secret }))
    const { database, ...backup } = await openBackup(lost, undefined)
    const read = vi.fn<typeof database.read>(database.read)
    const at = { ...(await place()), secret }
    await expect(restoreBackup({ ...backup, database: { ...database, read } }, at)).rejects.toThrow(
      'belong to another hub already',
    )
    expect(read).not.toHaveBeenCalled()
    expect(await hashesOf(at)).toEqual({})
  })

  test('an audit log that was tampered with, and leaves the database and the files as they were', async () => {
    const other = await startHub()
    onTestFinished(() => other.stop())
    const org = await other.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    const session = await superuserSession(other.database)
    await session.query('alter table app.audit_entry disable trigger append_only')
    await session.query(`update app.audit_entry set data = '{"amount": 1}' where org_id = $1`, [org.orgId])
    await session.query('alter table app.audit_entry enable always trigger append_only')
    await session.end()
    const { path: tampered } = await takeBackup(wishFor(other, join(kept.path, 'tampered')))
    const at = await place()
    await expect(restoreBackup(await openBackup(tampered, undefined), at)).rejects.toThrow(
      `audit log of ${org.slug}: changed from entry 1`,
    )
    expect(await hashesOf(at)).toEqual({})
    expect(readdirSync(at.stateDir)).toEqual([])
  })

  test('files that are not as many as it says, and leaves those that lay in the store before', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    for (const name of ['here.txt', 'gone.txt'])
      await org.api.files.attach({ entity: 'ops_task', entityId: task.id, name, content: 'SXQgbGVha3Mu' })
    const { path: whole } = await takeBackup(wishFor(hub, join(kept.path, 'with-files')))
    const backup = await openBackup(whole, undefined)
    const files: { key: string; bytes: Buffer }[] = []
    for await (const file of backup.files()) files.push(file)
    const [here, gone] = files
    if (!here || !gone) throw new Error('The backup holds no files.')
    const at = await place()
    await at.files.put(here.key, here.bytes)
    const manifest = { ...backup.manifest, files: { count: files.length + 1, missing: 0 } }
    await expect(restoreBackup({ ...backup, manifest }, at)).rejects.toThrow('were found in it')
    expect(await at.files.get(here.key)).toEqual(here.bytes)
    expect(await at.files.get(gone.key)).toBeNull()
  })

  test('what a newer version wrote, before it touches the database', async () => {
    const { database, ...backup } = await openBackup(path, undefined)
    const newer = [
      { ...database, migrations: [...database.migrations, '9999_of_tomorrow'] },
      { ...database, engine: 10_000 },
    ]
    const at = await place()
    for (const one of newer)
      await expect(restoreBackup({ ...backup, database: one }, at)).rejects.toThrow('newer version')
    const foreign = { ...database, migrations: [...database.migrations, 'bakery/202701010000_ovens'] }
    await expect(restoreBackup({ ...backup, database: foreign }, at)).rejects.toThrow(
      'bakery/202701010000_ovens',
    )
    expect(await hashesOf(at)).toEqual({})
  })

  test('rows that are not as many as the manifest says, with nothing left of them', async () => {
    const { database, ...backup } = await openBackup(path, undefined)
    const tables = database.tables.map((table) =>
      table.name === 'organization' ? { ...table, rows: 77 } : table,
    )
    const at = await place()
    await expect(restoreBackup({ ...backup, database: { ...database, tables } }, at)).rejects.toThrow(
      BackupRefusal,
    )
    expect(await hashesOf(at)).toEqual({})
  })
})
