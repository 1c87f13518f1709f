import { inTx } from '@hub/db'
import type { Hub } from '../../../platform/hub.ts'
import { tryToRead } from '../definition/stored.ts'
import { nextTime } from './schedule.ts'
import type { Schedule } from './schedule.ts'

/** Brings the schedules of an organization that name no zone of their own into the one it has now. */
export async function moveSchedules(hub: Hub, orgId: string): Promise<void> {
  await inTx(hub.db.org(orgId), async (tx) => {
    const { timeZone } = await tx
      .selectFrom('organization')
      .select('timeZone')
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow()
    const rows = await tx
      .selectFrom('workflowTrigger as t')
      .innerJoin('workflow as flow', 'flow.id', 't.workflowId')
      .innerJoin('workflowVersion as v', (join) =>
        join.onRef('v.workflowId', '=', 'flow.id').onRef('v.number', '=', 'flow.published'),
      )
      .select(['t.id', 't.key', 't.isOn', 'v.definition'])
      .where('t.kind', '=', 'schedule')
      .forUpdate('t')
      .execute()
    for (const { id, key, isOn, definition } of rows) {
      const trigger = tryToRead(definition)?.triggers.find((one) => one.id === key)
      if (trigger?.type !== 'schedule' || trigger.timeZone !== undefined) continue
      const moved: Schedule = { cron: trigger.cron, timeZone, missed: trigger.missed }
      await tx
        .updateTable('workflowTrigger')
        .set({ config: JSON.stringify(moved), nextAt: isOn ? nextTime(moved, hub.now()) : null })
        .where('id', '=', id)
        .execute()
    }
  })
}
