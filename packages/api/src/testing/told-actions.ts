import { asSuperuser } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import type { Hub } from '../platform/hub.ts'

/** Of `ops.task.created` "ops". */
const featureOf = (action: string) => action.split('.')[0]

/**
 * Whatever a test made the product do, each of the product's own acts is told in words. Throws an Error that names those
 * that are not; acts that only a test knows are its own affair.
 */
export async function requireWords({ verbs }: Hub, database: TestDatabase): Promise<void> {
  const rows = await asSuperuser<{ action: string }>(database, 'select distinct action from app.audit_entry')
  const features = new Set([...verbs.keys()].map(featureOf))
  const untold = rows
    .map(({ action }) => action)
    .filter((action) => features.has(featureOf(action)) && !verbs.has(action))
  if (untold.length > 0)
    throw new Error(
      `Nothing says what happened at ${untold.join(', ')}. Give it words: \`verbs\` of the entity, or features/verbs.ts.`,
    )
}
