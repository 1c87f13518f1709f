import type { AccessSet, PermissionTable } from '../../../platform/access/permission-table.ts'
import { AppError } from '../../../shared/errors.ts'
import { OTHER_MODULES } from '../../../shared/levels.ts'
import type { ModuleLevels } from '../../../shared/levels.ts'

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

/** A ready-made set. Throws BAD_REQUEST with the names there are. */
export function setNamed({ sets }: PermissionTable, name: string): AccessSet {
  const found = sets.find((set) => set.name === name)
  if (found) return found
  const message = `There is no set "${name}" here. Sets are ${sets.map((set) => set.name).join(', ')}.`
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'set', message }] })
}

/** For an entry of the log, which names levels only where some were chosen. */
export const shownLevels = (levels: ModuleLevels): { levels?: ModuleLevels } =>
  Object.keys(levels).length > 0 ? { levels } : {}
