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
  organization: async ({ org }) => org.orgId,
  'organization_member.user_id': async ({ org }) => (await org.join('member')).userId,
  ops_task: async ({ org }) => (await org.api.modules.ops.tasks.create({ title: 'Call Altamira' })).id,
  ops_task_comment: async ({ org }) => {
    const task = await org.api.modules.ops.tasks.create({ title: 'Label proofs' })
    return (await org.api.modules.ops.tasks.comments.add({ taskId: task.id, body: 'Looks good' })).id
  },
}
