import type { TestHub, TestOrg } from '../../testing/index.ts'

/** Everything that happened is heard, also what has to wait for something before it. */
export async function everythingHeard(hub: TestHub): Promise<void> {
  let tried: number
  do tried = await hub.deliver()
  while (tried > 0)
}

/** A task that the owner gives to a member, who was told of it by then. */
export async function assignedTask(hub: TestHub, org: TestOrg, to: { userId: string }) {
  const task = await org.api.modules.ops.tasks.create({ title: 'Seal the boxes', assigneeId: to.userId })
  await everythingHeard(hub)
  return task
}
