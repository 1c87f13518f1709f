import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { Trigger } from '../definition/schema.ts'
import { nextTime } from './schedule.ts'
import { newSecret } from './webhook-secret.ts'

interface Wish {
  workflowId: string
  triggers: readonly Trigger[]
  isOn: boolean
}

/** What stands in the row of a trigger; times are in the zone it names, or the organization's at this moment. */
function rowOf(ctx: OrgContext, trigger: Trigger, isOn: boolean) {
  if (trigger.type === 'schedule') {
    const config = {
      cron: trigger.cron,
      timeZone: trigger.timeZone ?? ctx.org.timeZone,
      missed: trigger.missed,
    }
    return {
      config: JSON.stringify(config),
      topic: null,
      nextAt: isOn ? nextTime(config, ctx.now()) : null,
      isOn,
    }
  }
  if (trigger.type === 'form') {
    const { id: _key, type: _kind, ...form } = trigger
    return { config: JSON.stringify(form), topic: null, nextAt: null, isOn }
  }
  const topic = trigger.type === 'event' ? trigger.topic : null
  const match = trigger.type === 'event' ? trigger.match : undefined
  return { config: JSON.stringify(match === undefined ? {} : { match }), topic, nextAt: null, isOn }
}

/** Makes the triggers of the published version those that start it. A webhook that stays keeps its address and secret. */
export async function setTriggers(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { workflowId, triggers, isOn }: Wish,
): Promise<void> {
  const kept = triggers.map(({ id, type }) => `${type}:${id}`)
  const before = await tx
    .selectFrom('workflowTrigger')
    .select(['id', 'key', 'kind'])
    .where('workflowId', '=', workflowId)
    .execute()
  const gone = before.filter(({ key, kind }) => !kept.includes(`${kind}:${key}`)).map(({ id }) => id)
  if (gone.length > 0) await tx.deleteFrom('workflowTrigger').where('id', 'in', gone).execute()
  for (const trigger of triggers) {
    const row = rowOf(ctx, trigger, isOn)
    const known = before.find(({ key, kind }) => key === trigger.id && kind === trigger.type)
    if (known) await tx.updateTable('workflowTrigger').set(row).where('id', '=', known.id).execute()
    else await add(ctx, tx, { workflowId, trigger, row })
  }
}

async function add(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { workflowId, trigger, row }: { workflowId: string; trigger: Trigger; row: ReturnType<typeof rowOf> },
): Promise<void> {
  const id = uuidv7()
  const secret = trigger.type === 'webhook' ? newSecret(ctx.hub, id).sealed : null
  await tx
    .insertInto('workflowTrigger')
    .values({ id, orgId: ctx.org.orgId, workflowId, key: trigger.id, kind: trigger.type, secret, ...row })
    .execute()
}
