import type { OrgPermission } from '../../platform/access/permissions.ts'

/** What a permission allows, in words for people: of a role, a key or a connected application. */
export const scopeTitles: Record<OrgPermission, string> = {
  'organization.read': 'See the organization',
  'organization.write': 'Change the organization',
  'organization.own': 'Decide about ownership and sign-in',
  'member.read': 'See the team',
  'member.invite': 'Invite people',
  'member.write': 'Change roles and remove people',
  'apiKey.read': 'See keys',
  'apiKey.write': 'Make and revoke keys',
  'credits.read': 'See credits',
  'ops.task.read': 'See tasks',
  'ops.task.write': 'Change tasks',
  'assistant.use': 'Talk to the assistant',
  'approval.read': 'See approvals',
  'approval.decide': 'Decide on approvals',
  'audit.read': 'See the audit log',
}
