import type { AppRouter } from '@hub/api'
import type { ModuleLevel, ModuleLevels, ScopeLevel } from '@hub/api/schemas/shared/levels'
import type { inferRouterOutputs } from '@trpc/server'
import type { Role } from './role-words.ts'

export type AccessChoices = inferRouterOutputs<AppRouter>['organizations']['access']['choices']
export type AccessModule = AccessChoices['modules'][number]

export const levelWords: Record<ScopeLevel, string> = {
  none: 'None',
  read: 'Read',
  write: 'Write',
  manage: 'Manage',
  some: 'Some',
}

const order: readonly ModuleLevel[] = ['none', 'read', 'write', 'manage']

/** The levels that make a difference in a module, and the one that is there now. */
export const levelsIn = ({ levels }: AccessModule, now?: ScopeLevel): ModuleLevel[] =>
  levels
    .filter(({ level, allows }) => level === 'none' || allows.length > 0 || level === now)
    .map(({ level }) => level)

/** For a person in the list of choices: what the role has, or what was chosen for all other modules. */
export const AS_ROLE = 'as-role'

interface Rights {
  role: Role
  levels: ModuleLevels
}

/** What somebody has in a module while nothing is chosen there. */
const usualLevel = ({ roleLevels }: AccessModule, { role, levels }: Rights): ModuleLevel =>
  role === 'owner' ? 'manage' : (levels['*'] ?? roleLevels[role])

/** How far somebody goes in a module. */
export const levelOf = (module: AccessModule, rights: Rights): ModuleLevel =>
  rights.role === 'owner' ? 'manage' : (rights.levels[module.name] ?? usualLevel(module, rights))

/** The entries of a person's list in one module, the first of which gives the choice back. */
export function memberOptions(module: AccessModule, rights: Rights): { value: string; label: string }[] {
  const usual = usualLevel(module, rights)
  // As short as can be: it stands in a column for each module.
  const from = rights.levels['*'] === undefined ? 'role' : 'all'
  return [
    { value: AS_ROLE, label: `${levelWords[usual]} (${from})` },
    ...levelsIn(module, levelOf(module, rights)).map((level) => ({ value: level, label: levelWords[level] })),
  ]
}

interface Program {
  level: ScopeLevel
  /** Whether the reader may also give it more than it has. */
  mayRaise: boolean
}

/** The entries of a key's or an application's list. What is not offered only its owner, or a new connection, can give. */
export function programOptions(
  module: AccessModule,
  { level, mayRaise }: Program,
): { value: ScopeLevel; label: string }[] {
  const offered = levelsIn(module, level).filter((one) => {
    if (mayRaise || one === 'none') return true
    return level !== 'some' && order.indexOf(one) <= order.indexOf(level)
  })
  const all: ScopeLevel[] = level === 'some' ? ['some', ...offered] : offered
  return all.map((value) => ({ value, label: levelWords[value] }))
}

/** Whether the reader may choose how far somebody goes. */
export function mayChooseFor(
  member: { userId: string; role: Role },
  reader: { userId: string; role: Role; permissions: readonly string[] },
): boolean {
  if (!reader.permissions.includes('member.write') || member.role === 'owner') return false
  return member.userId !== reader.userId && (member.role !== 'admin' || reader.role === 'owner')
}
