import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { BackupRefusal } from '@hub/db/backup'
import { freeBytes } from '@hub/db/embedded'
import { backupsAt, bytesOf, isFinished } from './bucket-place.ts'
import type { StoredObject } from './bucket-answers.ts'
import type { BucketStore } from './bucket-store.ts'
import { withDraftFolder } from './draft-folder.ts'
import { folderRefusal } from './folder-words.ts'
import { MANIFEST, MANIFEST_SUM } from './manifest.ts'
import type { Part } from './manifest.ts'
import { openBackup } from './open-backup.ts'
import type { Backup } from './open-backup.ts'
import { cutWords, damagedWords, missingWords } from './part-words.ts'
import { bytesText, seldom } from './progress.ts'
import type { OnProgress } from './progress.ts'

const OWNER_ONLY = 0o600
/** Of those that are there, as many as a person looks through. */
const NAMED = 5

export interface FetchWish {
  readonly store: BucketStore
  /** Of the backup, such as `hub-20261124T023000Z`. */
  readonly name: string
  readonly stateDir: string
  readonly passphrase: string | undefined
  readonly onProgress: OnProgress
}

type Objects = ReadonlyMap<string, StoredObject>

/** Brings a backup here for as long as the work takes. What can be refused is refused before all of it is fetched. */
export function withFetched<R>(wish: FetchWish, work: (backup: Backup) => Promise<R>): Promise<R> {
  const { store, name, stateDir, passphrase, onProgress } = wish
  return withDraftFolder(stateDir, async (draft) => {
    const objects = await finished(store, name)
    const folder = join(draft, name)
    await mkdir(folder, { mode: 0o700 })
    for (const part of [MANIFEST, MANIFEST_SUM]) {
      const object = objects.get(part)
      if (!object) throw new BackupRefusal(missingWords(part))
      await writeFile(join(folder, part), await bytesOf(store, object), { mode: OWNER_ONLY })
    }
    const backup = await openBackup(folder, passphrase)
    const { parts } = backup.manifest
    assertWhole(parts, objects)
    assertRoom(parts, draft)
    const tell = seldom(onProgress)
    let bytes = 0
    for (const part of parts) {
      await fetchPart(store, part, { name, folder })
      bytes += part.bytes
      tell(`Fetched: ${bytesText(bytes)} …`)
    }
    return work(backup)
  })
}

async function finished(store: BucketStore, name: string): Promise<Objects> {
  const all = await backupsAt(store)
  const objects = all.get(name)
  if (objects && isFinished(objects)) return objects
  const others = [...all].flatMap(([one, found]) => (isFinished(found) ? [one] : [])).slice(0, NAMED)
  const next = others.length > 0 ? `The newest there: ${others.join(', ')}.` : 'There is no other one there.'
  throw new BackupRefusal(
    objects
      ? `${store.name}/${name} is no whole backup: it has no ${MANIFEST_SUM}, so it was not finished. ${next}`
      : `There is no backup ${store.name}/${name}. ${next}`,
  )
}

function assertWhole(parts: readonly Part[], objects: Objects): void {
  for (const part of parts) {
    const found = objects.get(part.name)
    if (!found) throw new BackupRefusal(missingWords(part.name))
    if (found.bytes !== part.bytes) throw new BackupRefusal(cutWords(part, found.bytes))
  }
}

function assertRoom(parts: readonly Part[], folder: string): void {
  const wanted = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const free = freeBytes(folder)
  if (free < wanted)
    throw new BackupRefusal(
      `The backup has ${bytesText(wanted)}, and there is room for ${bytesText(free)} in ${folder}. Make room, or name a state folder on another disk in HUB_STATE_DIR.`,
    )
}

async function fetchPart(
  store: BucketStore,
  part: Part,
  { name, folder }: { name: string; folder: string },
): Promise<void> {
  const sum = createHash('sha256')
  async function* summed() {
    for await (const piece of store.read({ name: `${name}/${part.name}`, bytes: part.bytes })) {
      sum.update(piece)
      yield piece
    }
  }
  try {
    await pipeline(summed, createWriteStream(join(folder, part.name), { flags: 'wx', mode: OWNER_ONLY }))
  } catch (error) {
    throw folderRefusal(error, folder)
  }
  if (sum.digest('hex') !== part.sha256) throw new BackupRefusal(damagedWords(part.name))
}
