import { issueGrant, issueKey, openSession } from '@hub/api/testing'
import type { TestHub, TestOrg } from '@hub/api/testing'
import type { Preparation } from './account-cases.ts'

const scopes = ['ops.task.read', 'ops.task.write']

/** An owner who lets something of theirs read, where it could write before. */
const byOwner =
  (made: (hub: TestHub, org: TestOrg) => Promise<string>): Preparation =>
  async (hub) => {
    const org = await hub.newOrg()
    const id = await made(hub, org)
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    return { input: { id, levels: { ops: 'read' } }, bearer: accessToken }
  }

/** An owner who lets somebody see more than their role does. */
const givenByOwner =
  (input: (hub: TestHub, org: TestOrg) => Promise<object>): Preparation =>
  async (hub) => {
    const org = await hub.newOrg()
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    return { input: { ...(await input(hub, org)) }, bearer: accessToken }
  }

const aMember = async (org: TestOrg) => ({ userId: (await org.join('member')).userId })

/** How far keys and applications go, and who sees more than their role, is for people alone to say. */
export const levelPreparations: Record<string, Preparation> = {
  'auth.apiKeys.setLevels': byOwner(
    async (hub, { orgId, owner }) => (await issueKey(hub.hub, { orgId, userId: owner.userId, scopes })).id,
  ),
  'organizations.access.setLevels': givenByOwner(async (_hub, org) => ({
    ...(await aMember(org)),
    levels: { '*': 'read' },
  })),
  'organizations.access.applySet': givenByOwner(async (_hub, org) => ({
    ...(await aMember(org)),
    set: 'reader',
  })),
  'organizations.invitations.create': givenByOwner(async () => ({
    email: 'guest@example.test',
    role: 'viewer',
    set: 'reader',
  })),
  'auth.grants.setLevels': byOwner((hub, { orgId, owner }) =>
    issueGrant(hub.hub, { orgId, userId: owner.userId, scopes }),
  ),
}
