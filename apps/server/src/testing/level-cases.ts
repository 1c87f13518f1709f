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

/** How far keys and applications go is for people alone to say. */
export const levelPreparations: Record<string, Preparation> = {
  'auth.apiKeys.setLevels': byOwner(
    async (hub, { orgId, owner }) => (await issueKey(hub.hub, { orgId, userId: owner.userId, scopes })).id,
  ),
  'auth.grants.setLevels': byOwner((hub, { orgId, owner }) =>
    issueGrant(hub.hub, { orgId, userId: owner.userId, scopes }),
  ),
}
