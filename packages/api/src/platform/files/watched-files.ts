import type { FileStore } from './file-store.ts'
import type { Vitals } from '../logs/vitals.ts'

interface Watch {
  vitals: Vitals
  now: () => Date
}

/** The file store; whether it answered the last time is shown on the health page. */
export function watchedFiles(files: FileStore, { vitals, now }: Watch): FileStore {
  async function seen<R>(work: () => Promise<R>): Promise<R> {
    try {
      const result = await work()
      vitals.files = { at: now(), answered: true }
      return result
    } catch (error) {
      vitals.files = { at: now(), answered: false }
      throw error
    }
  }
  return {
    put: (key, bytes) => seen(() => files.put(key, bytes)),
    get: (key) => seen(() => files.get(key)),
    remove: (key) => seen(() => files.remove(key)),
  }
}
