import { modules } from '../modules/index.ts'

const acts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(modules.flatMap(({ activity }) => Object.entries(activity))),
  'approval.requested': 'asked for:',
  'approval.approved': 'approved:',
  'approval.declined': 'declined:',
  'approval.edited': 'changed before approving:',
  'approval.done': 'carried out:',
  'approval.failed': 'approved, but it failed:',
  'approval.postponed': 'postponed:',
  'organization.created': 'created',
  'organization.updated': 'changed the settings of',
  'organization.member.invited': 'invited',
  'organization.member.joined': 'joined',
  'organization.member.role_changed': 'changed the role of',
  'organization.member.removed': 'removed',
  'organization.member.left': 'left',
  'organization.ownership.transferred': 'handed the organization over to',
  'organization.invitation.resent': 'invited again:',
  'organization.invitation.revoked': 'withdrew the invitation of',
  'credits.granted': 'received credits for',
  'credits.adjusted': 'adjusted the credits of',
}

/** What somebody did, between their name and the thing: "finished". Unknown acts keep their last word. */
export const actWords = (action: string): string =>
  acts[action] ?? `${action.split('.').at(-1) ?? 'changed'}:`

interface Act {
  action: string
  entity: string
  entityId: string | null
}

/**
 * The acts that people need to read, of a list with the newest first. A request leaves an entry when it is
 * made, decided and done; the last decision tells them all.
 */
export function worthTelling<Item extends Act>(items: readonly Item[]): Item[] {
  const told = new Set<string>()
  return items.filter(({ action, entity, entityId }) => {
    if (action === 'approval.done') return false
    if (entity !== 'approval' || entityId === null) return true
    const isNew = !told.has(entityId)
    told.add(entityId)
    return isNew
  })
}
