import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkKey, checkSize } from '../../../platform/files/file-store.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700

/** What is written and not there yet; the same key is never written by two at once. */
const draftOf = (path: string) => `${path}.part`

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeDraft(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(draftOf(path), 'w', OWNER_ONLY)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Files in a folder of this machine: whole or not there, also after the power fails. */
export function localFiles(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, checkKey(key))
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      checkSize(bytes)
      await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER })
      await writeDraft(path, bytes)
      await rename(draftOf(path), path)
      await syncFolder(dirname(path))
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async remove(key) {
      const path = pathOf(key)
      await rm(draftOf(path), { force: true })
      await rm(path, { force: true })
    },
  }
}
