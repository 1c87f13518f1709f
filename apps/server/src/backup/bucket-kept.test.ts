import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { TEST_SECRET } from '@hub/db/testing'
import { describe, expect, test, vi } from 'vitest'
import { bucketPlace } from './bucket-place.ts'
import { bucketStore } from './bucket-store.ts'
import { withBackup } from './hub-backups.ts'
import { keepBackup } from './keep-backup.ts'
import { MANIFEST_SUM, secretIdOf } from './manifest.ts'
import { nightlyBackup } from './nightly-backup.ts'
import { takeBackup } from './take-backup.ts'
import type { TakenBackup } from './take-backup.ts'
import { TO, bucketSite, draftsIn, flip, keyOf, keysOf } from './testing/bucket.ts'
import type { BucketWish } from './testing/bucket.ts'

const BELOW = 'nightly/hub/'
const DAY_MS = 24 * 3_600_000

const site = bucketSite()
const { withBucket } = site

describe('a backup that does not arrive', () => {
  test('is taken away again where the store keeps other bytes than it was sent', async () => {
    const { back, newest, stateDir } = withBucket()
    site.s3.forced = (asked) => {
      // After the part was put, before it is read again.
      const key = /^PUT \/hub-files\/(.*\/files)$/.exec(asked)?.[1]
      if (key !== undefined) queueMicrotask(() => setTimeout(() => flip(site.s3, key, 3), 0))
      return undefined
    }
    await expect(back()).rejects.toThrow(
      'The part files does not lie in s3://hub-files/nightly/hub as it was',
    )
    expect(await newest()).toBeUndefined()
    expect([...site.s3.objects.keys()]).toEqual([])
    expect(draftsIn(stateDir)).toEqual([])
  })

  test('because the store died is not listed, and the next one arrives', async () => {
    const { back, newest, stateDir } = withBucket()
    let isDead = false
    site.s3.forced = (asked) => {
      isDead ||= asked.includes('PUT') && asked.endsWith('/app.ops_task')
      return isDead ? 'cut' : undefined
    }
    await expect(back()).rejects.toThrow(/does not answer as it should/)
    site.s3.forced = () => undefined
    const left = [...site.s3.objects.keys()]
    expect(left.length).toBeGreaterThan(3)
    expect(await newest()).toBeUndefined()
    expect(draftsIn(stateDir)).toEqual([])
    const { path, removed } = await back()
    expect(await newest()).toBe(path)
    expect(removed).toEqual([])
    // It may be under way elsewhere, until a day has passed without a word.
    expect(left.every((key) => site.s3.objects.has(key))).toBe(true)
    for (const key of left) site.s3.changed.set(key, new Date(Date.now() - 2 * DAY_MS))
    await back()
    expect(left.filter((key) => site.s3.objects.has(key))).toEqual([])
  })

  test('is tried again where the store stumbles', async () => {
    let stumbled = 0
    site.s3.forced = (asked) =>
      asked.startsWith('PUT') && asked.endsWith('/files') && (stumbled += 1) === 1 ? 503 : undefined
    const { path } = await withBucket().back()
    expect(stumbled).toBe(2)
    const { telling } = withBucket()
    await withBackup(path, telling, (backup) => backup.checkParts(() => undefined))
  })

  test('gives up the pieces of a part that did not come to its end', async () => {
    const { stateDir, wish } = withBucket()
    const store = bucketStore({ s3: { ...site.s3, tries: 2 }, path: 'nightly/hub', pieceBytes: 100 })
    site.s3.forced = (asked) => (asked.includes('partNumber=3') ? 500 : undefined)
    const place = bucketPlace({ store, tidy: store, stateDir, onProgress: () => undefined })
    await expect(keepBackup({ ...wish, place })).rejects.toThrow('does not answer as it should')
    expect(site.s3.asked.filter((one) => one.includes('?uploads=')).length).toBeGreaterThan(0)
    expect([...site.s3.uploads.keys(), ...site.s3.objects.keys()]).toEqual([])
  })

  test('because it was stopped leaves nothing here and nothing there', async () => {
    const stopping = new AbortController()
    const { back, stateDir } = withBucket({ signal: stopping.signal })
    site.s3.forced = (asked) => {
      if (!asked.endsWith('/app.ops_task')) return undefined
      if (asked.startsWith('PUT')) stopping.abort(new Error('Stopped.'))
      return asked.startsWith('PUT') ? 'hang' : undefined
    }
    await expect(back()).rejects.toThrow('Stopped.')
    expect([...site.s3.objects.keys()]).toEqual([])
    expect(draftsIn(stateDir)).toEqual([])
  })
})

describe('a bucket that cannot be used', () => {
  const cases: [string, BucketWish, RegExp][] = [
    [
      'another key',
      { settings: { accessKeyId: 'AKIDOTHER' } },
      /does not know the key\. Correct HUB_BACKUP_S3_ACC/,
    ],
    ['another secret', { settings: { secretAccessKey: 'not the one' } }, /refuses the secret of the key/],
    ['another bucket', { to: 's3://hub-away/hub' }, /There is no bucket hub-away at 127\.0\.0\.1/],
    [
      'no store',
      { settings: { endpoint: 'http://127.0.0.1:2' } },
      /127\.0\.0\.1:2 does not answer as it should/,
    ],
  ]
  test.each(cases)(
    'is told in words, without a secret, before a backup is taken: %s',
    async (_what, wish, words) => {
      const { telling, wish: given } = withBucket(wish)
      const told: string[] = []
      const back = () => keepBackup({ ...given, onProgress: (line) => told.push(line) })
      const to = wish.to ?? TO
      const fetched = () => withBackup(`${to}/hub-20200101T000000Z`, telling, async () => undefined)
      for (const attempt of [back, fetched]) {
        const error = await attempt().then(
          () => new Error('It was not refused.'),
          (refusal: unknown) => (refusal instanceof Error ? refusal : new Error(String(refusal))),
        )
        expect(error.name).toBe('BackupRefusal')
        expect(error.message).toMatch(words)
        expect(JSON.stringify([error.message, error.stack])).not.toMatch(/not the one|a secret of the store/)
      }
      expect(told).toEqual([])
      expect(site.s3.objects.size).toBe(0)
    },
  )

  test('by what is no address of one', () => {
    for (const to of [
      's3://',
      's3://Hub Files',
      's3://hub-files/../x',
      's3://hub-files//x',
      's3://hub-files/ä',
    ])
      expect(() => withBucket({ to })).toThrow(/names no bucket/)
  })
})

describe('backups that stay in a bucket', () => {
  test('are the newest whole ones of this hub; the oldest goes only when a new one is good', async () => {
    const made: string[] = []
    const { back, place } = withBucket({ keep: 2 })
    const foreign = withBucket()
    const other = await keepBackup({ ...foreign.wish, secret: 'another secret of a test, nothing of value' })
    for (let turn = 0; turn < 2; turn += 1) made.push((await back()).path)
    const [first = '', second = ''] = made
    const failing = withBucket({ keep: 1, verify: () => Promise.reject(new Error('does not add up')) })
    await expect(failing.back()).rejects.toThrow('does not add up')
    const third = await place.newest(secretIdOf(TEST_SECRET))
    expect(keysOf(site.s3, first)).not.toEqual([])
    // Damaged and unfinished ones are neither counted nor removed.
    site.s3.objects.delete(keyOf(second, 'files'))
    site.s3.objects.delete(keyOf(third?.path ?? '', MANIFEST_SUM))
    const fourth = await back()
    expect(fourth.removed).toEqual([])
    const fifth = await back()
    expect(fifth.removed).toEqual([first])
    expect(keysOf(site.s3, first)).toEqual([])
    for (const path of [second, third?.path ?? '', fourth.path, fifth.path, other.path])
      expect(keysOf(site.s3, path), path).not.toEqual([])
  })

  test('beside what others keep there, which is never touched', async () => {
    const others = [`${BELOW}notes.txt`, `${BELOW}hub-of-bees/a`, 'nightly/hub-20200101T000000Z/manifest.sum']
    for (const key of others) site.s3.objects.set(key, Buffer.from('x'))
    const { back } = withBucket({ keep: 1 })
    await back()
    const { removed } = await back()
    expect(removed).toHaveLength(1)
    expect(others.filter((key) => !site.s3.objects.has(key))).toEqual([])
  })
})

test('backups of two hubs that were taken in the same second both arrive at one place', async () => {
  const { telling, place, stateDir, wish } = withBucket()
  vi.useFakeTimers({ toFake: ['Date'] })
  const taken: TakenBackup[] = []
  for (const secret of [TEST_SECRET, 'another secret of a test, nothing of value'])
    taken.push(await takeBackup({ ...wish, secret, to: join(stateDir, secretIdOf(secret)) }))
  vi.useRealTimers()
  const paths = await Promise.all(taken.map((one) => place.keep(one)))
  for (const [at, path] of paths.entries())
    await withBackup(path, telling, async (backup) => {
      expect(backup.manifest.secretId).toBe(taken[at]?.manifest.secretId)
      await backup.checkParts(() => undefined)
    })
})

describe('the backup of each night', () => {
  test('goes to the bucket, and its age is on the health page; a bucket that is away is said there', async () => {
    let now = new Date()
    const looked: string[] = []
    const { wish, stateDir } = withBucket({
      verify: async (path) => void looked.push(path),
    })
    const nightly = nightlyBackup({ ...wish, at: '02:30', now: () => now })
    expect(await nightly.health()).toMatchObject({ status: 'degraded', detail: 'there is none yet' })
    await nightly.sweep.run()
    await nightly.sweep.run()
    expect(looked).toHaveLength(1)
    expect(looked[0]).toContain(stateDir)
    expect(await nightly.health()).toMatchObject({
      status: 'ok',
      detail: 'the last one is 0 hours old',
      facts: { folder: TO },
    })
    now = new Date(Date.now() + DAY_MS + 60_000)
    site.s3.forced = () => 'hang'
    const asked = performance.now()
    expect(await nightly.health()).toMatchObject({
      status: 'degraded',
      detail: 'where they are kept cannot be read now',
    })
    expect(performance.now() - asked).toBeLessThan(5_000)
    site.s3.forced = () => 403
    await expect(nightly.sweep.run()).rejects.toThrow('The key may not do this in the bucket hub-files.')
    expect(await nightly.health()).toMatchObject({
      status: 'degraded',
      detail: 'where they are kept cannot be read now',
    })
  })

  test('did not fail where the bucket was only away for a moment when it was looked at', async () => {
    const { wish } = withBucket()
    const nightly = nightlyBackup({ ...wish, at: '02:30' })
    await nightly.sweep.run()
    site.s3.forced = () => 403
    await expect(nightly.sweep.run()).rejects.toThrow('The key may not do this in the bucket hub-files.')
    site.s3.forced = () => undefined
    await nightly.sweep.run()
    expect(await nightly.health()).toMatchObject({ status: 'ok' })
  })

  test('that could not be verified is marked in the bucket, where a new start finds it', async () => {
    const { wish } = withBucket({ verify: () => Promise.reject(new Error('it does not add up')) })
    await expect(nightlyBackup({ ...wish, at: '02:30' }).sweep.run()).rejects.toThrow('does not add up')
    expect(await nightlyBackup({ ...wish, at: '02:30' }).health()).toMatchObject({
      status: 'degraded',
      detail: 'the last one could not be verified',
    })
    const now = () => new Date(Date.now() + DAY_MS)
    await nightlyBackup({ ...wish, at: '02:30', now, verify: async () => undefined }).sweep.run()
    expect(await nightlyBackup({ ...wish, at: '02:30' }).health()).toMatchObject({ status: 'ok' })
  })

  test('takes away what a killed process left on the way', async () => {
    const { back, stateDir } = withBucket()
    mkdirSync(join(stateDir, 'backup.draft-999999999-abcdef'))
    mkdirSync(join(stateDir, `backup.draft-${process.ppid}-abcdef`))
    await back()
    expect(draftsIn(stateDir)).toEqual([`backup.draft-${process.ppid}-abcdef`])
  })
})
