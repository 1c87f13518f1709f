import { TINY_PNG } from './pictures.ts'

/** Fields a generated input cannot guess, by procedure. */
export const sampleExtras: Record<string, Record<string, unknown>> = {
  'approvals.approve': { version: 1 },
  'approvals.decline': { version: 1 },
  'approvals.edit': { version: 1, args: { title: 'Order blue labels' } },
  'auth.apiKeys.create': { scopes: ['ops.task.read'] },
  'auth.grants.allow': { scopes: ['ops.task.read'] },
  'auth.setAvatar': { picture: TINY_PNG },
  'organizations.access.holders': { permission: 'ops.task.read' },
  'organizations.access.setLevels': { levels: { ops: 'read' } },
  'organizations.access.applySet': { set: 'reader' },
  'credits.estimate': { procedure: 'modules.ops.tasks.create' },
  'organizations.moduleSettings.set': { module: 'depot', values: { lowAt: 7 } },
  // Who may write is decided by people, and these are called with a key as well.
  'organizations.invitations.create': { role: 'viewer', levels: {}, set: 'reader' },
  'organizations.members.changeRole': { role: 'viewer' },
}

/** Procedures whose owner is rightly refused with a generated input, and why; all others must succeed for the owner. */
export const ownerCannot: Record<string, string> = {
  'audit.export': 'asks for entries of a member who has done nothing yet (export-routes.test.ts)',
  'audit.get': 'asks for an entry of a log that has none yet (told.test.ts)',
  'credits.export': 'asks for moves of a member who has spent nothing yet (list-export.test.ts)',
  'modules.ops.tasks.export': 'asks for tasks of a member who has none yet (list-export.test.ts)',
  'auth.grants.allow': 'answers a request that a client has begun in this browser (oauth.test.ts)',
  'organizations.members.leave': 'is the only owner, and an organization keeps one',
}

/** What an owner whose address is not confirmed may not do: hand out access, or spend credits (AUTH-2). */
export const needConfirmedAddress = [
  'approvals.approve',
  'auth.apiKeys.create',
  'organizations.invitations.create',
  'organizations.invitations.resend',
]
