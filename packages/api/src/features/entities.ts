import { sql } from '@hub/db'
import type { EntityDeclaration } from '../platform/catalog/entities.ts'
import {
  findApproval,
  findConversation,
  findEntry,
  findFile,
  findJob,
  findKey,
  findPerson,
} from './entity-finds.ts'

const role = sql<string | null>`(select m.role from organization_member m where m.user_id = auth_user.id)`

/** The kinds of things of the hub itself; modules declare theirs. */
export const hubEntities = {
  organization: {
    noun: 'Organization',
    ofPerson: { none: 'An organization belongs to all its members; memberships.json names it.' },
    synonyms: ['company', 'firm', 'business'],
    link: '/o/{org}',
    names: (db, ids) => db.selectFrom('organization').select(['id', 'name']).where('id', 'in', ids).execute(),
    permission: 'organization.read',
    target: 'organization',
    unnamed: 'an organization',
  },
  'organization_member.user_id': {
    noun: 'Person',
    ofPerson: { file: 'profile.json', whenTheyLeave: 'erased' },
    plural: 'People',
    synonyms: ['member', 'colleague', 'teammate'],
    find: findPerson,
    link: '/o/{org}/team',
    // Always with their address: a name that only looks the same would not count as the same.
    names: (db, ids) => db.selectFrom('authUser').select(['id', 'name']).where('id', 'in', ids).execute(),
    details: (db, ids) =>
      db
        .selectFrom('authUser')
        .select(['id', sql<string>`concat_ws(', ', email, ${role})`.as('detail')])
        .where('id', 'in', ids)
        .execute(),
    permission: 'member.read',
    target: 'user',
    unnamed: 'Former member',
  },
  auth_api_key: {
    noun: 'API key',
    ofPerson: { file: 'api-keys.json', whenTheyLeave: 'erased' },
    names: (db, ids) => db.selectFrom('authApiKey').select(['id', 'name']).where('id', 'in', ids).execute(),
    details: (db, ids) =>
      db.selectFrom('authApiKey').select(['id', 'prefix as detail']).where('id', 'in', ids).execute(),
    permission: 'apiKey.read',
    plural: 'API keys',
    synonyms: ['key', 'token'],
    find: findKey,
    link: '/o/{org}/connect',
    target: 'apiKey',
  },
  organization_invitation: {
    noun: 'Invitation',
    ofPerson: { file: 'invitations.json', whenTheyLeave: 'erased' },
    names: (db, ids) =>
      db
        .selectFrom('organizationInvitation')
        .select(['id', 'email as name'])
        .where('id', 'in', ids)
        .execute(),
    details: (db, ids) =>
      db
        .selectFrom('organizationInvitation')
        .select(['id', 'role as detail'])
        .where('id', 'in', ids)
        .execute(),
    // Invitations are seen by those who may invite; to others the guest is not a member yet.
    permission: 'member.invite',
    target: 'invitation',
    unnamed: 'a new member',
  },
  approval: {
    noun: 'Approval',
    ofPerson: { file: 'approvals.json', whenTheyLeave: 'kept' },
    synonyms: ['request', 'wish'],
    find: findApproval,
    link: '/o/{org}/approvals/{id}',
    names: async (db, ids, { get }) => {
      const rows = await db
        .selectFrom('approval')
        .select(['id', 'procedure'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, procedure }) => ({ id, name: get(procedure)?.meta.title ?? procedure }))
    },
    permission: 'approval.read',
    target: 'approval',
  },
  assistant_conversation: {
    noun: 'Conversation',
    ofPerson: { file: 'conversations.json', whenTheyLeave: 'erased' },
    synonyms: ['chat', 'talk'],
    find: findConversation,
    link: '/o/{org}/assistant/{id}',
    // A conversation is its person's alone, and nobody is told what another one is called.
    names: async () => [],
    permission: 'assistant.use',
    own: { seenBy: null },
    target: 'conversation',
  },
  oauth_grant: {
    noun: 'Connected application',
    ofPerson: { file: 'applications.json', whenTheyLeave: 'erased' },
    synonyms: ['client', 'integration'],
    link: '/o/{org}/connect',
    names: (db, ids) =>
      db.selectFrom('oauthGrant').select(['id', 'clientName as name']).where('id', 'in', ids).execute(),
    permission: 'apiKey.read',
    target: 'grant',
  },
  attached_file: {
    noun: 'File',
    ofPerson: { file: 'files.json', whenTheyLeave: 'kept' },
    synonyms: ['attachment', 'document'],
    find: findFile,
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('attachedFile')
        .select(['id', 'name', 'entity', 'entityId'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, name, entity, entityId }) => ({ id, name, partOf: { entity, id: entityId } }))
    },
    // Names of files are told like what they belong to, so only whoever reads the whole log is told them by id.
    permission: 'audit.read',
    target: 'file',
    unnamed: 'a file',
  },
  job: {
    noun: 'Job',
    ofPerson: { file: 'jobs.json', whenTheyLeave: 'kept' },
    synonyms: ['background job', 'export'],
    find: findJob,
    link: '/o/{org}/jobs/{id}',
    names: (db, ids) => db.selectFrom('job').select(['id', 'title as name']).where('id', 'in', ids).execute(),
    permission: 'job.read',
    own: { seenBy: 'job.manage' },
    target: 'job',
    unnamed: 'a background job',
  },
  credit_entry: {
    noun: 'Credit entry',
    ofPerson: { file: 'credits.json', whenTheyLeave: 'kept' },
    plural: 'Credit entries',
    synonyms: ['charge', 'receipt', 'payment'],
    find: findEntry,
    link: '/o/{org}/credits?q={name}',
    // Entries are numbered; nothing refers to one by an id.
    names: async () => [],
    permission: 'credits.read',
  },
} as const satisfies Record<string, EntityDeclaration>

/** Which entries of the hub's own audit log colleagues hear of; refusals, keys and sign-ins stay in the log. */
export const hubActivity: Readonly<Record<string, string>> = {
  approval: 'approval.read',
  organization: 'member.read',
  credits: 'credits.read',
}
