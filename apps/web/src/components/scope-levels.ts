import type { ModuleLevel, ScopeLevel } from '@hub/api/schemas/shared/levels'
import type { Scope } from './scope-presets.ts'

export interface LevelScope extends Scope {
  module: string | null
  level: ModuleLevel | null
}

const order: readonly ModuleLevel[] = ['none', 'read', 'write', 'manage']

const isWithin = ({ level }: LevelScope, limit: ModuleLevel) =>
  level !== null && order.indexOf(level) <= order.indexOf(limit)

/** Levels that make a difference among these scopes of one module. */
export const levelsOffered = (own: readonly LevelScope[]): ModuleLevel[] =>
  order.filter((level) => level === 'none' || own.some((scope) => scope.level === level))

/** What the chosen ones among these scopes of one module come to. */
export function levelOfChosen(own: readonly LevelScope[], chosen: readonly string[]): ScopeLevel {
  const isExactly = (level: ModuleLevel) =>
    own.every((scope) => chosen.includes(scope.name) === isWithin(scope, level))
  return levelsOffered(own).find(isExactly) ?? 'some'
}

/** The choice with these scopes of one module replaced by those of a level. */
export const withLevel = (
  own: readonly LevelScope[],
  chosen: readonly string[],
  level: ModuleLevel,
): string[] => [
  ...chosen.filter((name) => own.every((scope) => scope.name !== name)),
  ...own.filter((scope) => isWithin(scope, level)).map(({ name }) => name),
]
