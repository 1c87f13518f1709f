import { SettingsError } from '@hub/api/server'
import { AdvisedError } from '@hub/db/embedded'

/** SQLSTATEs of data and indexes that cannot be read. */
const CODES = new Set(['XX001', 'XX002'])
/** What PostgreSQL says of them under the code of all that should not happen, or in its log where it does not start. */
const SAID =
  /could not open critical system index|invalid page in block|could not read blocks?|could not access status of transaction|cache lookup failed|catalog is missing|checkpoint record|could not find the database system|required WAL directory/i

/** Whether it says that what PostgreSQL keeps cannot be read, which no new start mends. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && CODES.has(String(error.code))) || SAID.test(error.message))

function damageWords(error: Error): string | undefined {
  if (!isDamage(error)) return undefined
  const found = error instanceof AdvisedError ? error.found : error.message.replace(/\.$/, '')
  return `The database is damaged: ${found}. A folder that was copied while the hub ran is, too. Restore a backup (docs/backup.md), or copy the folder again while the hub is stopped.`
}

/** Why the hub, or a worker, did not start, in sentences for people. */
export function problemsOf(error: unknown): readonly string[] {
  if (error instanceof SettingsError) return error.problems
  return [error instanceof Error ? (damageWords(error) ?? error.message) : String(error)]
}
