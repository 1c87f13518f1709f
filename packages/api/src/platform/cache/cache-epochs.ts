import type { CacheRule } from '../calls/meta.ts'

/** The feature a procedure belongs to: `modules.ops.tasks.create` → `modules.ops`, `auth.me` → `auth`. */
export function featureOf(path: string): string {
  const [first = '', second = ''] = path.split('.')
  return first === 'modules' ? `${first}.${second}` : first
}

/**
 * Features whose epochs an answer is kept by: its own, and those it names. The database raises them with each change of a
 * table behind them (`raisesEpoch` in packages/db), so nothing here or in a service has to say that something was written.
 */
export const featuresBehind = (path: string, { from = [] }: CacheRule): string[] => [featureOf(path), ...from]
