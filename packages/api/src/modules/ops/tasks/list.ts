import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { SortColumn } from '../../../platform/data/keyset.ts'
import type { Page } from '../../../shared/list.ts'
import { dayIn } from '../../../shared/time.ts'
import { selectTasks } from './queries.ts'
import type { CountTasks, ListTasks, Task, TaskCount } from './schema.ts'

const id: SortColumn = { expression: sql`ops_task.id`, type: 'uuid', direction: 'asc' }
const due: SortColumn[] = [
  { expression: sql`coalesce(due_on, 'infinity')`, type: 'date', direction: 'asc' },
  { expression: sql`coalesce(due_time, '24:00')`, type: 'text', direction: 'asc' },
]
const rank: SortColumn = {
  expression: sql`case priority when 'high' then 0 when 'normal' then 1 else 2 end`,
  type: 'int',
  direction: 'asc',
}

const orders: Record<ListTasks['sort'], SortColumn[]> = {
  due: [...due, rank, id],
  priority: [rank, ...due, id],
  newest: [{ ...id, direction: 'desc' }],
  updated: [{ expression: sql`ops_task.updated_at`, type: 'timestamptz', direction: 'desc' }, id],
}

function filteredTasks(ctx: OrgContext, input: CountTasks) {
  const today = dayIn(ctx.org.timeZone, ctx.now())
  const mine = input.mine === true ? ctx.actor.userId : undefined
  return selectTasks(ctx.db)
    .where('removedAt', input.removed === true ? 'is not' : 'is', null)
    .$if(input.status === 'open', (q) => q.where('status', '<>', 'done'))
    .$if(input.status !== undefined && input.status !== 'open', (q) =>
      q.where('status', '=', input.status as Task['status']),
    )
    .$if(input.priority !== undefined, (q) => q.where('priority', '=', input.priority ?? 'normal'))
    .$if(input.tag !== undefined, (q) => q.where('tag', '=', input.tag ?? ''))
    .$if(input.assigneeId !== undefined, (q) => q.where('assigneeId', '=', input.assigneeId ?? ''))
    .$if(mine !== undefined, (q) => q.where('assigneeId', '=', mine ?? ''))
    .$if(input.unassigned === true, (q) => q.where('assigneeId', 'is', null))
    .$if(input.dueFrom !== undefined, (q) => q.where('dueOn', '>=', input.dueFrom ?? ''))
    .$if(input.dueTo !== undefined, (q) => q.where('dueOn', '<=', input.dueTo ?? ''))
    .$if(input.overdue === true, (q) => q.where('dueOn', '<', today).where('status', '<>', 'done'))
    .$if(input.search !== undefined, (q) =>
      q.where(sql<boolean>`ops_task.ctid = any((select app.ops_task_places(${input.search ?? ''}))::tid[])`),
    )
}

/** Tasks on the board, or with `removed` those taken off it. */
export function listTasks(ctx: OrgContext, input: ListTasks): Promise<Page<Task>> {
  const scope = { key: ctx.hub.keys.cursor, list: 'modules.ops.tasks.list', orgId: ctx.org.orgId }
  return readPage(filteredTasks(ctx, input), { scope, columns: orders[input.sort], input })
}

/** How many tasks the same filters let through. */
export function countTasks(ctx: OrgContext, input: CountTasks): Promise<TaskCount> {
  return ctx.db
    .selectFrom(filteredTasks(ctx, input).as('task'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
}
