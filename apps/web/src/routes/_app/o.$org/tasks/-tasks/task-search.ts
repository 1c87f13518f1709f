import { checked, flag, id, oneOf, someOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ViewKind } from '../../../../../lists/saved-views.ts'

export const statuses = ['todo', 'doing', 'waiting', 'done'] as const
export type TaskStatus = (typeof statuses)[number]
export const priorities = ['high', 'normal', 'low'] as const
export type TaskPriority = (typeof priorities)[number]
export const dueRanges = ['overdue', 'today', 'week', 'month'] as const
export type DueRange = (typeof dueRanges)[number]
export const sorts = ['title', 'status', 'tag', 'priority', 'due', 'who', 'updated'] as const
export type TaskSort = (typeof sorts)[number]

/** One value, or several of which any fits. */
type Some<Value> = Value | Value[]

/** Everything the tasks page shows is in its address: view, filters, the open drawer, the open dialog. */
export interface TaskSearch {
  view?: 'list'
  q?: string
  status?: Some<TaskStatus>
  priority?: Some<TaskPriority>
  /** A member's id, or one of two words. */
  who?: Some<string>
  tag?: Some<string>
  due?: DueRange
  /** The column the list is sorted by, and which way if not the usual one. */
  sort?: TaskSort
  order?: 'asc' | 'desc'
  /** The task in the drawer. */
  task?: string
  /** The dialog for a new task is open, for this column. */
  new?: Exclude<TaskStatus, 'done'>
  /** The dialog that reads tasks out of notes is open. */
  notes?: true
}

export function readTaskSearch(search: RawSearch): TaskSearch {
  return checked({
    view: oneOf(search['view'], ['list']),
    q: text(search['q']),
    status: someOf(search['status'], (one) => oneOf(one, statuses)),
    priority: someOf(search['priority'], (one) => oneOf(one, priorities)),
    who: someOf(search['who'], (one) => oneOf(one, ['me', 'nobody']) ?? id(one)),
    tag: someOf(search['tag'], (one) => text(one, 40)),
    due: oneOf(search['due'], dueRanges),
    sort: oneOf(search['sort'], sorts),
    order: oneOf(search['order'], ['asc', 'desc']),
    task: id(search['task']),
    new: oneOf(search['new'], ['todo', 'doing', 'waiting']) ?? (flag(search['new']) && 'todo'),
    notes: flag(search['notes']),
  })
}

/** The part of the search that decides which tasks are shown. */
export type TaskFilter = {
  [Key in 'q' | 'status' | 'priority' | 'who' | 'tag' | 'due']?: TaskSearch[Key] | undefined
}

export const filterKeys = [
  'status',
  'priority',
  'who',
  'tag',
  'due',
] as const satisfies readonly (keyof TaskFilter)[]

export const hasFilter = (search: TaskFilter): boolean =>
  search.q !== undefined || filterKeys.some((key) => search[key] !== undefined)

export const taskViews: ViewKind = {
  list: 'ops.tasks',
  keptAs: 'taskViews',
  sharing: 'ops.task.write',
  read: readTaskSearch,
  open: ['task', 'new', 'notes'],
  about: 'Which tasks are shown, in which order, and whether as a board or a list.',
}
