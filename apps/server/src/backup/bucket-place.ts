import { createHash, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BackupRefusal } from '@hub/db/backup'
import { BACKUP_NAME, DOUBT, beyond, freeName, newestFirst } from './backup-folder.ts'
import type { FoundBackup, PlacedBackup } from './backup-folder.ts'
import type { StoredObject } from './bucket-answers.ts'
import type { BucketStore } from './bucket-store.ts'
import { withDraftFolder } from './draft-folder.ts'
import { MANIFEST, MANIFEST_SUM, readManifest } from './manifest.ts'
import type { Manifest, Part } from './manifest.ts'
import type { BackupPlace } from './places.ts'
import { bytesText, seldom } from './progress.ts'
import type { OnProgress } from './progress.ts'

/** Parts of one backup by their names. */
type Objects = ReadonlyMap<string, StoredObject>

const DAY_MS = 24 * 3_600_000

/** An object without bytes, whose name tells whose backup it is before there is a manifest. No part can be named so. */
const ownerMark = (secretId: string): string => `.hub-${secretId.slice(0, 8)}`

/** Every backup there, whole or not, the newest first. */
export async function backupsAt(store: BucketStore): Promise<Map<string, Objects>> {
  const found = new Map<string, Map<string, StoredObject>>()
  for (const object of await store.list()) {
    const [name = '', part, ...more] = object.name.split('/')
    if (!BACKUP_NAME.test(name) || part === undefined || more.length > 0) continue
    found.set(name, (found.get(name) ?? new Map<string, StoredObject>()).set(part, object))
  }
  return new Map(newestFirst(found.keys()).map((name) => [name, found.get(name) ?? new Map()] as const))
}

/** Its sum is written last. */
export const isFinished = (objects: Objects): boolean => objects.has(MANIFEST_SUM)

export async function bytesOf(store: BucketStore, object: StoredObject): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of store.read(object)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A whole backup as far as it can be told without reading all of it: its manifest fits, and each part has its length. */
async function glance(store: BucketStore, objects: Objects): Promise<Manifest | null> {
  const [manifest, sum] = [objects.get(MANIFEST), objects.get(MANIFEST_SUM)]
  if (!manifest || !sum) return null
  const [bytes, line] = [await bytesOf(store, manifest), await bytesOf(store, sum)]
  try {
    const found = readManifest(bytes, line.toString('utf8'))
    return found.parts.every((part) => objects.get(part.name)?.bytes === part.bytes) ? found : null
  } catch {
    return null
  }
}

interface Whole extends PlacedBackup {
  name: string
  objects: Objects
}

/** Whole backups of the hub with this secret, the newest first. */
async function* wholeAt(store: BucketStore, secretId: string): AsyncGenerator<Whole> {
  for (const [name, objects] of await backupsAt(store)) {
    const manifest = await glance(store, objects)
    if (manifest?.secretId !== secretId) continue
    const mark = objects.get(DOUBT)
    const doubt = mark ? (await bytesOf(store, mark)).toString('utf8') : null
    yield { name, objects, manifest, doubt, path: `${store.name}/${name}` }
  }
}

/** The sum goes first, so that what is half away is no backup, and the mark last, so that a later run finds what is left. */
async function remove(store: BucketStore, name: string, objects: Iterable<string>): Promise<void> {
  const parts = [...objects]
  const inside = parts.filter((part) => part !== MANIFEST_SUM && !part.startsWith('.'))
  const marks = parts.filter((part) => part.startsWith('.'))
  for (const part of [MANIFEST_SUM, ...inside, ...marks]) await store.remove(`${name}/${part}`)
}

/** Nothing was written to them for a day, so nobody writes to them any more. */
async function sweepUnfinished(store: BucketStore, secretId: string): Promise<void> {
  for (const [name, objects] of await backupsAt(store)) {
    if (isFinished(objects) || !objects.has(ownerMark(secretId))) continue
    const changedAt = Math.max(...[...objects.values()].map((object) => object.changedAt.getTime()))
    if (Date.now() - changedAt > DAY_MS) await remove(store, name, objects.keys())
  }
}

async function dropOld(store: BucketStore, secretId: string, keep: number): Promise<string[]> {
  const found: Whole[] = []
  for await (const one of wholeAt(store, secretId)) found.push(one)
  const old = beyond(found, keep)
  // The oldest first: what breaks off leaves the newer ones.
  for (const { name, objects } of old.toReversed()) await remove(store, name, objects.keys())
  return old.map(({ path }) => path)
}

const LONGEST_STEP_BACK_MS = 1_000

interface Naming {
  takenAt: Date
  mark: string
}

/** A name that no other hub sends under: where two took one in the same moment, both step back and look again. */
async function takeName(store: BucketStore, tidy: BucketStore, { takenAt, mark }: Naming): Promise<string> {
  const name = freeName(takenAt, new Set((await backupsAt(store)).keys()))
  try {
    await store.put(`${name}/${mark}`, Buffer.alloc(0))
    const there = (await backupsAt(store)).get(name) ?? new Map<string, StoredObject>()
    if ([...there.keys()].every((part) => part === mark)) return name
  } catch (error) {
    await tidy.remove(`${name}/${mark}`).catch(() => undefined)
    throw error
  }
  await store.remove(`${name}/${mark}`)
  await wait(randomInt(LONGEST_STEP_BACK_MS))
  return takeName(store, tidy, { takenAt, mark })
}

export interface BucketPlaceOptions {
  readonly store: BucketStore
  /** The same bucket, for tidying up after what was stopped. */
  readonly tidy: BucketStore
  readonly stateDir: string
  readonly onProgress: OnProgress
}

/** Backups in a bucket, each taken in the state folder first. */
export function bucketPlace({ store, tidy, stateDir, onProgress }: BucketPlaceOptions): BackupPlace {
  async function keep({ path, manifest }: FoundBackup): Promise<string> {
    await sweepUnfinished(store, manifest.secretId)
    const mark = ownerMark(manifest.secretId)
    const name = await takeName(store, tidy, { takenAt: new Date(manifest.takenAt), mark })
    try {
      await send({ store, name, path, onProgress }, manifest)
    } catch (error) {
      const sent = [MANIFEST, ...manifest.parts.map((part) => part.name), mark]
      await remove(tidy, name, sent).catch(() => undefined)
      throw error
    }
    return `${store.name}/${name}`
  }

  return {
    name: store.name,
    async withFolder(work) {
      // A bucket that cannot be reached, or a key that is wrong, is told before a backup is taken for it.
      await store.list()
      return withDraftFolder(stateDir, work)
    },
    keep,
    async newest(secretId) {
      for await (const found of wholeAt(store, secretId)) return found
      return undefined
    },
    async note(path, doubt) {
      const mark = `${path.slice(store.name.length + 1)}/${DOUBT}`
      await (doubt === null ? store.remove(mark) : store.put(mark, Buffer.from(doubt)))
    },
    dropOld: (secretId, keepMost) => dropOld(store, secretId, keepMost),
  }
}

interface Sending {
  store: BucketStore
  name: string
  /** Where it was taken. */
  path: string
  onProgress: OnProgress
}

async function send({ store, name, path, onProgress }: Sending, { parts }: Manifest): Promise<void> {
  const tell = seldom(onProgress)
  const all = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  let sent = 0
  for (const part of parts) {
    await store.putFile(`${name}/${part.name}`, { path: join(path, part.name), bytes: part.bytes })
    sent += part.bytes
    tell(`Sent: ${bytesText(sent)} of ${bytesText(all)} …`)
  }
  await store.put(`${name}/${MANIFEST}`, await readFile(join(path, MANIFEST)))
  await checkSent({ store, name, path, onProgress }, parts)
  // From here on it is a backup.
  await store.put(`${name}/${MANIFEST_SUM}`, await readFile(join(path, MANIFEST_SUM)))
}

/** Reads everything that was sent again. A store says of much that it lies there. */
async function checkSent({ store, name, path, onProgress }: Sending, parts: Part[]): Promise<void> {
  const there = (await backupsAt(store)).get(name) ?? new Map<string, StoredObject>()
  const tell = seldom(onProgress)
  let read = 0
  for (const part of parts) {
    const object = there.get(part.name)
    if (object?.bytes !== part.bytes || (await sumOf(store.read(object))) !== part.sha256)
      throw notAsSent(store, part.name)
    read += part.bytes
    tell(`Read again: ${bytesText(read)} …`)
  }
  const manifest = there.get(MANIFEST)
  if (!manifest || !(await bytesOf(store, manifest)).equals(await readFile(join(path, MANIFEST))))
    throw notAsSent(store, MANIFEST)
}

const notAsSent = (store: BucketStore, part: string) =>
  new BackupRefusal(
    `The part ${part} does not lie in ${store.name} as it was sent, so this backup was taken away again. Try again, and look at the store.`,
  )

async function sumOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  const sum = createHash('sha256')
  for await (const piece of pieces) sum.update(piece)
  return sum.digest('hex')
}
