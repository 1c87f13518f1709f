import { open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST, MANIFEST_SUM, readManifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'

export const BACKUP_NAME = /^hub-\d{8}T\d{6}Z(-\d+)?$/
/** Nothing that begins so is a backup. */
const PARTIAL = '.partial-'

export interface FoundBackup {
  readonly path: string
  readonly manifest: Manifest
}

/** One that stands where backups are kept. */
export interface PlacedBackup extends FoundBackup {
  /** Why it could not be restored when that was tried; empty while that is under way or was stopped, null where nothing speaks against it. */
  readonly doubt: string | null
}

/** Holds the doubt, in the folder of the backup. No part can be named so. */
export const DOUBT = '.unverified'

/**
 * Those beyond the newest `keep`, of backups that stand the newest first. Ones in doubt are not counted, so that they push out
 * none that is good, and go in their turn.
 */
export function beyond<B extends Pick<PlacedBackup, 'doubt'>>(found: readonly B[], keep: number): B[] {
  let good = 0
  return found.filter(({ doubt }) => {
    const isOld = good >= Math.max(keep, 1)
    if (doubt === null) good += 1
    return isOld
  })
}

const stampOf = (at: Date): string => `hub-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`

/** Clocks of machines that share a folder differ by less. */
const AHEAD_MS = 3_600_000

/** It was taken while a clock was wrong: nobody knows how old it is. */
export const isAhead = (takenAt: Date, now: Date): boolean => takenAt.getTime() - now.getTime() > AHEAD_MS

/** The newest first, and last what is dated after today: it would stand before every backup that comes. */
export function newestFirst(names: Iterable<string>): string[] {
  const latest = stampOf(new Date(Date.now() + AHEAD_MS))
  const ordered = [...names].toSorted().toReversed()
  return [...ordered.filter((name) => name <= latest), ...ordered.filter((name) => name > latest)]
}

/** `hub-20261124T023000Z`; a second one in the same second has a number. */
export function freeName(at: Date, taken: ReadonlySet<string>): string {
  const stamp = stampOf(at)
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stamp : `${stamp}-${number}`
    if (!taken.has(name)) return name
  }
}

/** Two hubs may share a folder of backups: each sweeps up after itself alone. */
export const partialName = (secretId: string, name: string): string =>
  `${PARTIAL}${secretId.slice(0, 8)}-${name}`

/** Takes away what killed backups of this hub left. The caller has made sure that none is under way. */
export async function sweepPartials(folder: string, secretId: string): Promise<void> {
  const ours = (await readdir(folder)).filter((name) => name.startsWith(partialName(secretId, '')))
  for (const name of ours) await rm(join(folder, name), { recursive: true, force: true })
}

/** A folder keeps the names in it only when it is written to the disk itself. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')

/** From here on it is a backup. Another hub that shares the folder may have taken a name since this one was begun. */
export async function putInPlace(folder: string, partial: string, takenAt: Date): Promise<string> {
  await syncFolder(join(folder, partial))
  const path = join(folder, freeName(takenAt, new Set(await readdir(folder))))
  try {
    await rename(join(folder, partial), path)
  } catch (error) {
    if (isTaken(error)) return putInPlace(folder, partial, takenAt)
    throw error
  }
  await syncFolder(folder)
  return path
}

/** A whole backup as far as it can be told without reading all of it: its manifest fits, and each part has its length. */
async function glance(path: string): Promise<PlacedBackup | null> {
  try {
    const bytes = await readFile(join(path, MANIFEST))
    const manifest = readManifest(bytes, await readFile(join(path, MANIFEST_SUM), 'utf8'))
    for (const part of manifest.parts) {
      const { size } = await stat(join(path, part.name))
      if (size !== part.bytes) return null
    }
    return { path, manifest, doubt: await readFile(join(path, DOUBT), 'utf8').catch(() => null) }
  } catch {
    return null
  }
}

/** Whole backups of the hub with this secret, the newest first. A folder that is not there has none; throws for one that cannot be read. */
export async function backupsIn(folder: string, secretId: string): Promise<PlacedBackup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  const found: PlacedBackup[] = []
  for (const name of newestFirst(names.filter((one) => BACKUP_NAME.test(one)))) {
    const one = await glance(join(folder, name))
    if (one?.manifest.secretId === secretId) found.push(one)
  }
  return found
}

/** Takes away whole backups beyond the newest `keep`; damaged ones are not counted and not touched. Answers their paths. */
export async function dropOld(folder: string, secretId: string, keep: number): Promise<string[]> {
  const old = beyond(await backupsIn(folder, secretId), keep)
  for (const { path } of old) {
    // One that is being removed must not look like one that is damaged.
    const going = join(folder, partialName(secretId, path.slice(folder.length + 1)))
    await rename(path, going)
    await rm(going, { recursive: true, force: true })
  }
  return old.map(({ path }) => path)
}

/** null takes the doubt away. */
export async function noteDoubt(path: string, doubt: string | null): Promise<void> {
  const file = join(path, DOUBT)
  if (doubt === null) await rm(file, { force: true })
  else await writeFile(file, doubt, { mode: 0o600, flush: true })
}
