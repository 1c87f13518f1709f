import type { AccessSet, PermissionTable } from '../../../platform/access/permission-table.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ModuleLevels } from '../../../shared/levels.ts'

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
