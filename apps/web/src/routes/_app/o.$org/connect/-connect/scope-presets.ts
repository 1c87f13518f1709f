export const presets = ['read', 'write', 'custom'] as const
export type Preset = (typeof presets)[number]

export interface Scope {
  name: string
  title: string
  canWrite: boolean
}

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

/** The changes that a key with these scopes could be allowed to make without asking. */
export const unaskable = <Tool extends { scope: string }>(
  tools: readonly Tool[],
  scopes: readonly string[],
): Tool[] => tools.filter(({ scope }) => scopes.includes(scope))

/** What stands under a key that does not always ask: "Changes 3 things without asking". */
export const unaskedWords = (count: number): string =>
  count === 1 ? 'Changes one thing without asking' : `Changes ${count} things without asking`

/** "Read", "Read and write", or how many scopes of how many: for a row of the list of keys. */
export function scopeWords(names: readonly string[]): string {
  if (names.every((name) => name.endsWith('.read'))) return 'Read'
  if (names.some((name) => name.endsWith('.read'))) return 'Read, write'
  return names.length === 1 ? 'One thing' : `${names.length} things`
}
