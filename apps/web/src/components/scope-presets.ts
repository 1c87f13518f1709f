import type { KeyKind } from '@hub/api/schemas/shared/key-kind'

export const presets = ['read', 'write', 'custom'] as const
export type Preset = (typeof presets)[number]

export interface Scope {
  name: string
  title: string
  canWrite: boolean
}

/** The scopes that are of use to a key of this kind: an assistant's tools need some of them only. */
export const scopesFor = <S extends { isForTools: boolean }>(
  kind: KeyKind,
  scopes: readonly S[],
): readonly S[] => (kind === 'program' ? scopes : scopes.filter(({ isForTools }) => isForTools))

/* What a key can do with these reaches beyond the daily work: handing out access, and the record of who did what. */
const delicate: readonly string[] = [
  'apiKey.write',
  'member.invite',
  'member.write',
  'organization.write',
  'approval.decide',
  'audit.read',
]

/** The scopes of a preset among those the person can give; `chosen` counts for a choice of one's own. */
export function presetScopes(preset: Preset, scopes: readonly Scope[], chosen: readonly string[]): string[] {
  const names = scopes.map(({ name }) => name)
  if (preset === 'custom') return names.filter((name) => chosen.includes(name))
  return scopes
    .filter(({ name, canWrite }) => !delicate.includes(name) && (preset === 'write' || !canWrite))
    .map(({ name }) => name)
}

export interface UnaskedTool {
  procedure: string
  title: string
  scope: string
}

export interface KeyWish {
  kind: KeyKind
  preset: Preset
  /** Scopes that were ticked, for a choice of one's own. */
  chosen: readonly string[]
  /** Changes that were ticked to go without asking; null when everything asks. */
  unasked: readonly string[] | null
}

export interface Grantable {
  scopes: readonly (Scope & { isForTools: boolean })[]
  unaskedTools: readonly UnaskedTool[]
}

/** What a key gets, and what about the wish is still open. A change goes unasked only within the key's scopes. */
export function keyRights({ kind, preset, chosen, unasked }: KeyWish, { scopes, unaskedTools }: Grantable) {
  const wanted = presetScopes(preset, scopesFor(kind, scopes), chosen)
  const askable = kind === 'program' ? [] : unaskedTools.filter(({ scope }) => wanted.includes(scope))
  const allowed = askable.map(({ procedure }) => procedure).filter((path) => unasked?.includes(path))
  return {
    scopes: wanted,
    unaskedTools: allowed,
    /** The changes one can tick. */
    askable,
    isBare: wanted.length === 0,
    isUnclear: unasked !== null && askable.length > 0 && allowed.length === 0,
  }
}

/** What stands under a key that does not always ask: "3 changes without asking". */
export const unaskedWords = (count: number): string =>
  count === 1 ? '1 change without asking' : `${count} changes without asking`

/** "Read", "Read and write", or how many scopes of how many: for a row of the list of keys. */
export function scopeWords(names: readonly string[]): string {
  if (names.every((name) => name.endsWith('.read'))) return 'Read'
  if (names.some((name) => name.endsWith('.read'))) return 'Read, write'
  return names.length === 1 ? 'One thing' : `${names.length} things`
}
