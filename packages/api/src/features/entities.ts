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
  findView,
  findWorkflow,
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
  endpoint: {
    noun: 'Endpoint',
    ofPerson: { none: 'An address of the organization’s own.' },
    synonyms: ['webhook'],
    link: '/o/{org}/events/endpoints/{id}',
    names: (db, ids) => db.selectFrom('endpoint').select(['id', 'name']).where('id', 'in', ids).execute(),
    details: (db, ids) =>
      db.selectFrom('endpoint').select(['id', 'address as detail']).where('id', 'in', ids).execute(),
    permission: 'endpoint.read',
    target: 'endpoint',
  },
  endpoint_delivery: {
    noun: 'Delivery',
    plural: 'Deliveries',
    ofPerson: { none: 'What the organization has sent to its own addresses.' },
    names: (db, ids) =>
      db.selectFrom('endpointDelivery').select(['id', 'topic as name']).where('id', 'in', ids).execute(),
    permission: 'endpoint.read',
    target: 'delivery',
    unnamed: 'a delivery',
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
  workflow: {
    noun: 'Workflow',
    ofPerson: {
      none: 'Workflows are the organization’s; that you made or published one is in your activity.',
    },
    synonyms: ['automation', 'flow'],
    find: findWorkflow,
    link: '/o/{org}/workflows/{id}',
    names: (db, ids) => db.selectFrom('workflow').select(['id', 'name']).where('id', 'in', ids).execute(),
    permission: 'workflow.read',
    target: 'workflow',
    unnamed: 'a workflow',
  },
  workflow_run: {
    noun: 'Run of a workflow',
    plural: 'Runs of workflows',
    ofPerson: { none: 'What workflows did is the organization’s; that you started one is in your activity.' },
    synonyms: ['run'],
    link: '/o/{org}/workflows/{part}/runs/{id}',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('workflowRun')
        .innerJoin('workflow', 'workflow.id', 'workflowRun.workflowId')
        .select(['workflowRun.id', 'workflowRun.number', 'workflow.name', 'workflow.id as workflowId'])
        .where('workflowRun.id', 'in', ids)
        .execute()
      return rows.map(({ id, number, name, workflowId }) => ({
        id,
        name: `Run ${number} of ${name}`,
        partOf: { entity: 'workflow', id: workflowId },
      }))
    },
    permission: 'workflow.read',
    target: 'run',
    unnamed: 'a run',
  },
  notification: {
    noun: 'Notification',
    ofPerson: { file: 'notifications.json', whenTheyLeave: 'erased' },
    own: { seenBy: null },
    synonyms: ['news', 'inbox item'],
    link: '/o/{org}/inbox?open={id}',
    // Each is its person's alone, and what it says is told to them by the list.
    names: async () => [],
    permission: 'notification.read',
    target: 'notification',
    unnamed: 'a notification',
  },
  saved_view: {
    noun: 'Saved view',
    synonyms: ['view', 'view of the data', 'saved search', 'saved filter'],
    find: findView,
    link: '/o/{org}/views/{id}',
    // What somebody keeps for themselves is named to nobody else.
    names: (db, ids) =>
      db
        .selectFrom('savedView')
        .select(['id', 'name'])
        .where('id', 'in', ids)
        .where('personId', 'is', null)
        .execute(),
    unnamed: 'a view of their own',
    permission: 'organization.read',
    ofPerson: { file: 'saved-views.json', whenTheyLeave: 'kept' },
    target: 'view',
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
