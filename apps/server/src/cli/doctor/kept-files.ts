import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@hub/db'
import { failure, ok } from './finding.ts'
import type { Finding } from './finding.ts'

const NAME = 'kept files'

/** Whether the folder holds every file that somebody can ask for, in its full length. What is in them is not read. */
export async function keptFilesFinding({ db }: { db: Database }, folder: string): Promise<Finding> {
  const rows = await db.system
    .selectFrom('file')
    .select(['id', 'kind', 'bytes'])
    .where('keptAt', 'is not', null)
    .where('removedAt', 'is', null)
    .execute()
  const lost = rows
    .map(({ id, kind, bytes }) => ({ key: join(kind, id), bytes: Number(bytes) }))
    .filter(({ key, bytes }) => statSync(join(folder, key), { throwIfNoEntry: false })?.size !== bytes)
  const [first] = lost
  return first === undefined
    ? ok(NAME, `all ${rows.length} are there`)
    : failure(
        NAME,
        `${lost.length} of ${rows.length} are gone from ${folder} or cut, such as ${first.key}`,
        'Restore the newest backup that has them into another HUB_STATE_DIR, and copy them from its folder files: their names are the same.',
      )
}
