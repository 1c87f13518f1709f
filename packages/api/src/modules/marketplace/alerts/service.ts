import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { shownPrice } from '../money.ts'
import type { Alert, ListAlerts, TaskOfAlert, MakeTaskOfAlert } from './schema.ts'
import { alertWords } from './words.ts'

const CREATE = 'modules.ops.tasks.create'
const MOST_SIGNS = 200

const selectAlerts = (db: OrgDb) =>
  db
    .selectFrom('marketplaceAlert as a')
    .innerJoin('marketplaceListing as l', 'l.id', 'a.listingId')
    .innerJoin('marketplaceProduct as p', 'p.id', 'l.productId')
    .select([
      'a.id',
      'a.ruleId',
      'a.kind',
      'l.productId',
      'p.name as product',
      'a.listingId',
      'l.shop',
      'a.fromMinor',
      'a.minor',
      'a.currency',
      'a.raisedAt',
      'a.settledAt',
      'a.taskId',
    ])

type AlertRow = Awaited<ReturnType<ReturnType<typeof selectAlerts>['executeTakeFirstOrThrow']>>

const toAlert = ({ fromMinor, minor, currency, ...row }: AlertRow): Alert => ({
  ...row,
  from: shownPrice({ minor: fromMinor, currency }),
  price: shownPrice({ minor, currency }),
})

/** Those of some ids, in no order. */
export const alertsById = async (db: OrgDb, ids: readonly string[]): Promise<Alert[]> =>
  (await selectAlerts(db).where('a.id', 'in', ids).execute()).map(toAlert)

/** Those that hold and that nobody has made a task of, the latest first. */
export async function openAlerts(db: OrgDb, most: number): Promise<{ alerts: Alert[]; count: number }> {
  const rows = await selectAlerts(db)
    .select(sql<number>`count(*) over ()::int`.as('count'))
    .where('a.settledAt', 'is', null)
    .where('a.taskId', 'is', null)
    .orderBy('a.id', 'desc')
    .limit(most)
    .execute()
  return { alerts: rows.map(({ count: _count, ...row }) => toAlert(row)), count: rows[0]?.count ?? 0 }
}

export async function listAlerts(ctx: OrgContext, input: ListAlerts): Promise<Page<Alert>> {
  const { productId, isOpen } = input
  const found = selectAlerts(ctx.db)
    .$if(productId !== undefined, (query) => query.where('l.productId', '=', productId ?? ''))
    .$if(isOpen !== undefined, (query) => query.where('a.settledAt', isOpen ? 'is' : 'is not', null))
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.marketplace.alerts.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`a.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toAlert) }
}

/** Makes a task of an alert, as whoever asks might by hand; the task that is there already is answered. */
export async function makeTask(ctx: OrgContext, { id }: MakeTaskOfAlert): Promise<TaskOfAlert> {
  const [alert] = await alertsById(ctx.db, [id])
  if (!alert) throw new AppError('NOT_FOUND')
  const { taskId } = alert
  if (taskId !== null) return ctx.write(async () => ({ taskId }))
  if (!ctx.catalog.get(CREATE)) throw new AppError('CONFLICT', { message: 'This hub has no tasks.' })
  const made = await ctx.catalog.call(
    CREATE,
    {
      title: alertWords(alert).slice(0, MOST_SIGNS),
      // A second press, or one after a crash, finds the task of the first.
      idempotencyKey: `alert-${id.replaceAll('-', '')}`,
    },
    // What it costs to make a task of an alert is the price of this act.
    { ...ctx.call, charged: true },
  )
  const { id: newTaskId } = made as { id: string } // as its output schema says
  return ctx.write(async (tx) => {
    await tx.updateTable('marketplaceAlert').set({ taskId: newTaskId }).where('id', '=', id).execute()
    tx.audit('marketplace.alert.tasked', { alert: id, task: newTaskId })
    return { taskId: newTaskId }
  })
}
