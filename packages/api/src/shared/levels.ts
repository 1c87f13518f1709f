import { z } from 'zod'

/** How far somebody may go in one module, from least to most; each level holds what the ones before it hold (AUTH-11). */
export const ModuleLevel = z.enum(['none', 'read', 'write', 'manage'])
export type ModuleLevel = z.infer<typeof ModuleLevel>

/** In the place of a module's name: every module that is not named, also one that the hub gets later. */
export const OTHER_MODULES = '*'

/**
 * Levels by the names of modules. What a module is not given here is decided by `OTHER_MODULES`, and without that by the
 * person's role.
 */
export const ModuleLevels = z.record(
  z.string().regex(/^(?:[a-z]{1,40}|\*)$/, 'Use the name of a module, or * for all others.'),
  ModuleLevel,
)
export type ModuleLevels = Readonly<Record<string, ModuleLevel>>

const rankOf = (level: ModuleLevel) => ModuleLevel.options.indexOf(level)

/** Whether a level holds what asks for another one. */
export const isLevelEnough = (held: ModuleLevel, needed: ModuleLevel): boolean =>
  rankOf(held) >= rankOf(needed)

/** How far a key or an application goes in a module; `some` where its scopes are those of no level. */
export const ScopeLevel = z.enum([...ModuleLevel.options, 'some'])
export type ScopeLevel = z.infer<typeof ScopeLevel>
