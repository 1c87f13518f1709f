import { ModuleLevel } from '../../shared/levels.ts'
import type { ModuleLevels, ScopeLevel } from '../../shared/levels.ts'
import { permissionsUpTo } from './permission-table.ts'
import type { ModuleAccess, PermissionTable } from './permission-table.ts'

/*
 * What a key or an application may do is its list of scopes, and nothing else. A level is a way to choose the scopes of one
 * module, and to say what they come to.
 */

const ofModule = (module: ModuleAccess, scopes: readonly string[]) => {
  const all: readonly string[] = permissionsUpTo(module, 'manage')
  return scopes.filter((scope) => all.includes(scope))
}

function levelIn(module: ModuleAccess, scopes: readonly string[]): ScopeLevel {
  const held = new Set(ofModule(module, scopes))
  const isAll = (level: ModuleLevel) => {
    const needed = permissionsUpTo(module, level)
    return needed.length === held.size && needed.every((permission) => held.has(permission))
  }
  return ModuleLevel.options.find(isAll) ?? 'some'
}

/** What the scopes come to in each module. */
export const levelsOfScopes = (
  { modules }: PermissionTable,
  scopes: readonly string[],
): Record<string, ScopeLevel> =>
  Object.fromEntries(modules.map((module) => [module.name, levelIn(module, scopes)]))

/** The scopes with those of the named modules replaced by what these levels hold. */
export function scopesAtLevels(
  { modules }: PermissionTable,
  scopes: readonly string[],
  levels: ModuleLevels,
): string[] {
  const chosen = modules.flatMap((module) => {
    const level = levels[module.name]
    return level === undefined ? [] : [{ module, level }]
  })
  const replaced = new Set(chosen.flatMap(({ module }) => ofModule(module, scopes)))
  const added = chosen.flatMap(({ module, level }): string[] => permissionsUpTo(module, level))
  return [...scopes.filter((scope) => !replaced.has(scope)), ...added]
}
