import { randomUUID } from 'node:crypto'
import { say } from '../features/assistant/testing.ts'
import type { JsonSchema } from '../platform/catalog/catalog.ts'
import { MICRO } from '../shared/micro.ts'
import { asked } from './asked.ts'
import { issueGrant } from './credentials.ts'
import { giveCredits } from './give-credits.ts'
import { entitiesOf } from './sample-input.ts'
import type { TestHub, TestOrg } from './start-hub.ts'

interface Place {
  hub: TestHub
  org: TestOrg
}

/**
 * One real row of each entity that a procedure may be asked for, made through the product itself.
 * The name is the one in `entityId(…)`; a new entity needs a line here, or the stranger test fails.
 */
export const factories: Record<string, (place: Place) => Promise<string>> = {
  approval: async ({ hub, org }) => {
    const id = await asked(
      org.as({ door: 'assistant', driver: 'built-in' }).modules.ops.tasks.create({ title: 'Order labels' }),
    )
    await giveCredits(hub, org.orgId, { micro: MICRO })
    return id
  },
  assistant_conversation: async ({ org }) => (await say(org.api, 'What can you do?')).sent.conversationId,
  assistant_message: async ({ org }) => (await say(org.api, 'What can you do?')).sent.answerId,
  auth_api_key: async ({ org }) =>
    (await org.api.auth.apiKeys.create({ name: 'Till', scopes: ['ops.task.read'] })).key.id,
  oauth_grant: ({ hub, org }) => issueGrant(hub.hub, { orgId: org.orgId, userId: org.owner.userId }),
  organization: async ({ org }) => org.orgId,
  organization_invitation: async ({ org }) => {
    const email = `guest-${randomUUID()}@example.test`
    return (await org.api.organizations.invitations.create({ email, role: 'viewer' })).id
  },
  'organization_member.user_id': async ({ org }) => (await org.join('member')).userId,
  ops_task: async ({ org }) => (await org.api.modules.ops.tasks.create({ title: 'Call Altamira' })).id,
  ops_task_comment: async ({ org }) => {
    const task = await org.api.modules.ops.tasks.create({ title: 'Label proofs' })
    return (await org.api.modules.ops.tasks.comments.add({ taskId: task.id, body: 'Looks good' })).id
  },
}

/** A row of each entity whose id the input takes, and of no other. */
export async function rowsFor(inputJson: JsonSchema, place: Place): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const entity of entitiesOf(inputJson)) {
    const make = factories[entity]
    if (!make) throw new Error(`no factory makes a row of ${entity}`)
    ids[entity] = await make(place)
  }
  return ids
}
