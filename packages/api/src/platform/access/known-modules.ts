import { AppError } from '../../shared/errors.ts'
import { OTHER_MODULES } from '../../shared/levels.ts'
import type { PermissionTable } from './permission-table.ts'

/** Refuses a level for a module there is not: it would look as if something had been decided. */
export function requireKnownModules(
  { modules }: PermissionTable,
  levels: Readonly<Record<string, unknown>>,
): void {
  const known = [...modules.map(({ name }) => name), OTHER_MODULES]
  const wrong = Object.keys(levels).find((name) => !known.includes(name))
  if (wrong === undefined) return
  const message = `There is no module "${wrong}" here. Modules are ${known.join(', ')}.`
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'levels', message }] })
}
