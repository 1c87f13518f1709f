import { sql } from '@hub/db'
import type { OrgTables } from '@hub/db'
import type { ExpressionBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { SortColumn } from '../../../platform/data/keyset.ts'
import { valuesOf } from '../../../shared/list.ts'
import type { Page } from '../../../shared/list.ts'
import { dayIn } from '../../../shared/time.ts'
import { selectTasks } from './queries.ts'
import { TaskStatus } from './schema.ts'
import type { CountTasks, ListTasks, Task, TaskCount } from './schema.ts'

type Direction = SortColumn['direction']

const id: SortColumn = { expression: sql`ops_task.id`, type: 'uuid', direction: 'asc' }
const urgency = sql`case priority when 'high' then 0 when 'normal' then 1 else 2 end`
const dueDay = sql`coalesce(due_on, 'infinity')`
const dueTime = sql`coalesce(due_time, '24:00')`
const due: SortColumn[] = [
  { expression: dueDay, type: 'date', direction: 'asc' },
  { expression: dueTime, type: 'text', direction: 'asc' },
]
const priority: SortColumn = { expression: urgency, type: 'int', direction: 'asc' }
const assigneeName = sql`case when assignee_id is not null
  then lower(coalesce((select u.name from auth_user u where u.id = assignee_id), 'Former member')) else '' end`

/** What has nothing in a column stands at the end, whichever way it is sorted. */
const last = (isEmpty: ReturnType<typeof sql>): SortColumn => ({
  expression: sql`(${isEmpty})::int`,
  type: 'int',
  direction: 'asc',
})

const doneLast = last(sql`status = 'done'`)

const orders: Record<ListTasks['sort'], (order: Direction | undefined) => SortColumn[]> = {
  // What is next is read off the top: what is done was due before all of it, and would fill the first page.
  due: (order = 'asc') =>
    order === 'asc'
      ? [doneLast, ...due, priority, id]
      : [
          doneLast,
          last(sql`due_on is null`),
          ...due.map((column) => ({ ...column, direction: order })),
          priority,
          id,
        ],
  priority: (direction = 'asc') => [{ ...priority, direction }, ...due, id],
  newest: (direction = 'desc') => [{ ...id, direction }],
  updated: (direction = 'desc') => [
    { expression: sql`ops_task.updated_at`, type: 'timestamptz', direction },
    id,
  ],
  board: (direction = 'asc') => [
    { expression: sql`ops_task.rank`, type: 'text', direction },
    { ...id, direction },
  ],
  title: (direction = 'asc') => [{ expression: sql`lower(title)`, type: 'text', direction }, id],
  status: (direction = 'asc') => [
    { expression: sql`array_position('{todo,doing,waiting,done}', status)`, type: 'int', direction },
    ...due,
    priority,
    id,
  ],
  tag: (direction = 'asc') => [
    last(sql`tag is null`),
    { expression: sql`lower(coalesce(tag, ''))`, type: 'text', direction },
    ...due,
    id,
  ],
  who: (direction = 'asc') => [
    last(sql`assignee_id is null`),
    { expression: assigneeName, type: 'text', direction },
    ...due,
    id,
  ],
}

/** Whose tasks: of any of the people named, mine, or nobody's. */
function ofPeople(ctx: OrgContext, { mine, unassigned, assigneeId }: CountTasks) {
  const people = [...valuesOf(assigneeId), ...(mine === true ? [ctx.actor.userId] : [])]
  if (people.length === 0 && unassigned !== true) return undefined
  return (eb: ExpressionBuilder<OrgTables, 'opsTask'>) =>
    eb.or([
      ...(people.length > 0 ? [eb('assigneeId', 'in', people)] : []),
      ...(unassigned === true ? [eb('assigneeId', 'is', null)] : []),
    ])
}

const open = TaskStatus.exclude(['done']).options
const statusesOf = (given: CountTasks['status']): TaskStatus[] =>
  valuesOf(given).flatMap((one) => (one === 'open' ? open : [one]))

function filteredTasks(ctx: OrgContext, input: CountTasks) {
  const today = dayIn(ctx.org.timeZone, ctx.now())
  const whose = ofPeople(ctx, input)
  const statuses = statusesOf(input.status)
  const priorities = valuesOf(input.priority)
  const tags = valuesOf(input.tag)
  return selectTasks(ctx.db)
    .where('removedAt', input.removed === true ? 'is not' : 'is', null)
    .$if(statuses.length > 0, (q) => q.where('status', 'in', statuses))
    .$if(priorities.length > 0, (q) => q.where('priority', 'in', priorities))
    .$if(tags.length > 0, (q) => q.where('tag', 'in', tags))
    .$if(whose !== undefined, (q) => q.where((eb) => whose?.(eb) ?? eb.lit(true)))
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
  return readPage(filteredTasks(ctx, input), { scope, columns: orders[input.sort](input.order), input })
}

/** How many tasks the same filters let through. */
export function countTasks(ctx: OrgContext, input: CountTasks): Promise<TaskCount> {
  return ctx.db
    .selectFrom(filteredTasks(ctx, input).as('task'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
}
