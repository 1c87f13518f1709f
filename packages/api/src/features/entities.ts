import { sql } from '@hub/db'
import type { EntityDeclaration } from '../platform/catalog/entities.ts'
import type { FindDeclaration } from '../platform/catalog/find.ts'
import type { Member } from './organizations/schema.ts'

const role = sql<string | null>`(select m.role from organization_member m where m.user_id = auth_user.id)`

const findPerson: FindDeclaration<Member> = {
  path: 'organizations.members.list',
  words: 'search',
  row: ({ userId, name, email, role: held }) => ({ id: userId, name, detail: `${email}, ${held}` }),
}

/** The kinds of things of the hub itself; modules declare theirs. */
export const hubEntities = {
  'organization_member.user_id': {
    noun: 'Person',
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
    names: (db, ids) => db.selectFrom('authApiKey').select(['id', 'name']).where('id', 'in', ids).execute(),
    details: (db, ids) =>
      db.selectFrom('authApiKey').select(['id', 'prefix as detail']).where('id', 'in', ids).execute(),
    permission: 'apiKey.read',
    target: 'apiKey',
  },
  organization_invitation: {
    noun: 'Invitation',
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
} as const satisfies Record<string, EntityDeclaration>

/** Which entries of the hub's own audit log colleagues hear of; refusals, keys and sign-ins stay in the log. */
export const hubActivity: Readonly<Record<string, string>> = {
  approval: 'approval.read',
  organization: 'member.read',
  credits: 'credits.read',
}
