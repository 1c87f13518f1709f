import type { StoredEntry } from './schema.ts'

type Who = Pick<
  StoredEntry,
  'actorId' | 'actorName' | 'actingForId' | 'actingForName' | 'apiKeyName' | 'door' | 'action'
>

const ADMINISTRATOR = 'An administrator of the hub'

/** Who did it: a key says more than its owner, and an administrator in somebody's place says for whom. */
export function whoWords(entry: Who): string {
  const { actorName, apiKeyName, actingForId, actingForName } = entry
  if (actingForId !== null)
    return `${actorName ?? ADMINISTRATOR}, in place of ${actingForName ?? 'a former member'}`
  if (actorName !== null) return apiKeyName === null ? actorName : `${actorName}, by ${apiKeyName}`
  return apiKeyName ?? strangerWords(entry)
}

/** Those who look after the hub act in organizations without being members; everybody else who is no member was one. */
export function strangerWords({
  actorId,
  actingForId,
  door,
  action,
}: Pick<Who, 'actorId' | 'actingForId' | 'door' | 'action'>): string {
  if (actingForId !== null) return ADMINISTRATOR
  if (actorId !== null)
    return action === 'credits.adjusted' || action.startsWith('admin.') ? ADMINISTRATOR : 'Former member'
  if (door === 'cli') return 'The command line'
  return door === 'system' ? 'The hub' : 'Somebody'
}
