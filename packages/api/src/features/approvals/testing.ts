import { MICRO } from '../../shared/micro.ts'
import { asked } from '../../testing/asked.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

/** What a tool call that writes costs. */
export const WRITE = MICRO / 20
export const HOUR_MS = 3_600_000

export async function paidOrg(hub: TestHub, micro = MICRO): Promise<TestOrg> {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro })
  return org
}

export const assistantOf = (org: TestOrg) =>
  org.as({ door: 'assistant', driver: 'built-in' }).modules.ops.tasks
export const askToCreate = (org: TestOrg, title = 'Order labels') => asked(assistantOf(org).create({ title }))
export const tasksOf = async (org: TestOrg) => (await org.api.modules.ops.tasks.list({})).items
export const availableIn = async (org: TestOrg) => (await org.api.credits.balance()).availableMicro
