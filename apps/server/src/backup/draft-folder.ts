import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder, sweepLeftovers } from '@hub/db/embedded'

/**
 * A folder for a backup on its way to a bucket or from there, gone with the end of the work. What a killed process left goes with the
 * next one and with the next start.
 */
export async function withDraftFolder<R>(stateDir: string, work: (folder: string) => Promise<R>): Promise<R> {
  makeStateFolder(stateDir)
  sweepLeftovers(stateDir)
  // `leftovers.ts` knows by this name whose it is. Only its owner may enter it.
  const folder = await mkdtemp(join(stateDir, `backup.draft-${process.pid}-`))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
