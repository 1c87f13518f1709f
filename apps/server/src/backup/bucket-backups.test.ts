import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bucketPlace } from './bucket-place.ts'
import { bucketStore } from './bucket-store.ts'
import { withBackup } from './hub-backups.ts'
import { keepBackup } from './keep-backup.ts'
import { MANIFEST_SUM } from './manifest.ts'
import { restoreBackup, verifyBackup } from './restore.ts'
import { emptyPlace, hashesOf } from './testing/backup-place.ts'
import { TO, bucketSite, draftsIn, flip, keyOf, keysOf } from './testing/bucket.ts'
import type { BucketWish } from './testing/bucket.ts'

const PASSPHRASE = 'a passphrase of a test, nothing of value'

const site = bucketSite()
const { withBucket } = site

/** Tries it on a machine of its own. */
async function verified(from: string, wish: BucketWish = {}) {
  const { telling, stateDir } = withBucket(wish)
  const empty = await emptyPlace(site.hub)
  try {
    return await withBackup(from, telling, async (backup) => {
      expect(statSync(join(stateDir, draftsIn(stateDir)[0] ?? '')).mode & 0o777).toBe(0o700)
      return verifyBackup(backup, empty)
    })
  } finally {
    await empty.drop()
    expect(draftsIn(stateDir)).toEqual([])
  }
}

describe('a backup in a bucket', () => {
  test.each([
    ['plain', undefined],
    ['encrypted', PASSPHRASE],
  ])('restores on another machine to the rows and files of then (%s)', async (_kind, passphrase) => {
    const wish = { ...(passphrase !== undefined && { passphrase }) }
    const { back, stateDir } = withBucket(wish)
    const { path, encrypted } = await back()
    expect(encrypted).toBe(passphrase !== undefined)
    expect(path).toMatch(/^s3:\/\/hub-files\/nightly\/hub\/hub-\d{8}T\d{6}Z$/)
    expect(draftsIn(stateDir)).toEqual([])
    const there = await emptyPlace(site.hub)
    onTestFinished(() => there.drop())
    const { telling } = withBucket(wish)
    const report = await withBackup(path, telling, (backup) => restoreBackup(backup, there))
    expect(report).toMatchObject({ faults: [], organizations: 1, files: 1 })
    const { name: _epochs, ...rows } = await hashesOf(site.hub.database)
    expect(await hashesOf(there)).toEqual(rows)
  })

  test('has its sum as the last thing that is written, after all of it was read again', async () => {
    const { path } = await withBucket().back()
    const acts = site.s3.asked.map((one) => one.replace(/\?.*$/, ''))
    const sum = acts.indexOf(`PUT /hub-files/${keyOf(path, MANIFEST_SUM)}`)
    expect(acts.findLastIndex((one) => one.startsWith('PUT'))).toBe(sum)
    for (const key of keysOf(site.s3, path).filter((one) => !/\/\.hub-|manifest\.sum$/.test(one)))
      expect(acts.slice(0, sum), key).toContain(`GET /hub-files/${key}`)
  })

  test('goes in pieces where a part is large, and comes back in pieces', async () => {
    const { stateDir, telling, wish } = withBucket()
    const store = bucketStore({ s3: { ...site.s3, tries: 2 }, path: 'nightly/hub', pieceBytes: 100 })
    const place = bucketPlace({ store, tidy: store, stateDir, onProgress: () => undefined })
    const { path } = await keepBackup({ ...wish, place })
    expect(site.s3.asked.filter((one) => one.includes('partNumber=3')).length).toBeGreaterThan(0)
    expect(site.s3.uploads.size).toBe(0)
    await withBackup(path, telling, (backup) => backup.checkParts(() => undefined))
  })

  test('is found in a bucket that is longer than one list', async () => {
    const { back, newest } = withBucket()
    const { path } = await back()
    site.s3.listed = 7
    expect(await newest()).toBe(path)
    expect((await verified(path)).faults).toEqual([])
  })

  test('lies at the top of a bucket where no path is named', async () => {
    const { path } = await withBucket({ to: 's3://hub-files' }).back()
    expect(path).toMatch(/^s3:\/\/hub-files\/hub-/)
    expect((await verified(path)).faults).toEqual([])
  })
})

describe('what happened to a backup in a bucket', () => {
  test('a flipped byte in any part is named, and nothing of it is restored', async () => {
    const { path } = await withBucket().back()
    const { telling } = withBucket()
    for (const part of ['app.ops_task', 'files', 'app.audit_entry']) {
      const key = keyOf(path, part)
      flip(site.s3, key, 9)
      await expect(withBackup(path, telling, async () => 'restored')).rejects.toThrow(
        `The part ${part} of the backup is damaged.`,
      )
      flip(site.s3, key, 9)
    }
    flip(site.s3, keyOf(path, 'manifest.json'), 20)
    await expect(verified(path)).rejects.toThrow('do not fit each other')
  })

  test('a part that is missing or cut is told before anything is fetched', async () => {
    const { path } = await withBucket().back()
    const key = keyOf(path, 'files')
    const whole = site.s3.objects.get(key) ?? Buffer.alloc(0)
    site.s3.asked.length = 0
    site.s3.objects.set(key, whole.subarray(1))
    await expect(verified(path)).rejects.toThrow(`has ${whole.length - 1} bytes instead of ${whole.length}`)
    site.s3.objects.delete(key)
    await expect(verified(path)).rejects.toThrow('The part files of the backup is missing.')
    expect(site.s3.asked.filter((one) => one.includes('app.'))).toEqual([])
  })

  test('a wrong passphrase is told before the parts are fetched', async () => {
    const { path } = await withBucket({ passphrase: PASSPHRASE }).back()
    site.s3.asked.length = 0
    await expect(verified(path)).rejects.toThrow('This backup is encrypted.')
    await expect(verified(path, { passphrase: `${PASSPHRASE}!` })).rejects.toThrow('is not the one')
    expect(site.s3.asked.filter((one) => one.includes('app.'))).toEqual([])
  })

  test('one that is not there is answered with those that are', async () => {
    const { path } = await withBucket().back()
    const name = path.split('/').at(-1) ?? ''
    await expect(verified(`${TO}/hub-20200101T000000Z`)).rejects.toThrow(
      `There is no backup ${TO}/hub-20200101T000000Z. The newest there: ${name}.`,
    )
    site.s3.objects.delete(keyOf(path, MANIFEST_SUM))
    await expect(verified(path)).rejects.toThrow('it was not finished. There is no other one there.')
  })
})
