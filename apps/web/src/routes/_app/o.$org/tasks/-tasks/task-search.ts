import { checked, flag, id, oneOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

export const statuses = ['todo', 'doing', 'waiting', 'done'] as const
export type TaskStatus = (typeof statuses)[number]
export const priorities = ['high', 'normal', 'low'] as const
export type TaskPriority = (typeof priorities)[number]
export const dueRanges = ['overdue', 'today', 'week', 'month'] as const
export type DueRange = (typeof dueRanges)[number]

/** Everything the tasks page shows is in its address: view, filters, the open drawer, the open dialog. */
export interface TaskSearch {
  view?: 'list'
  q?: string
  priority?: TaskPriority
  /** A member's id, or one of two words. */
  who?: string
  tag?: string
  due?: DueRange
  /** The task in the drawer. */
  task?: string
  /** The dialog for a new task is open, for this column. */
  new?: Exclude<TaskStatus, 'done'>
}

export function readTaskSearch(search: RawSearch): TaskSearch {
  return checked({
    view: oneOf(search['view'], ['list']),
    q: text(search['q']),
    priority: oneOf(search['priority'], priorities),
    who: oneOf(search['who'], ['me', 'nobody']) ?? id(search['who']),
    tag: text(search['tag'], 40),
    due: oneOf(search['due'], dueRanges),
    task: id(search['task']),
    new: oneOf(search['new'], ['todo', 'doing', 'waiting']) ?? (flag(search['new']) && 'todo'),
  })
}

/** The part of the search that decides which tasks are shown. */
export type TaskFilter = { [Key in 'q' | 'priority' | 'who' | 'tag' | 'due']?: TaskSearch[Key] | undefined }

export const filterKeys = ['priority', 'who', 'tag', 'due'] as const satisfies readonly (keyof TaskFilter)[]

export const hasFilter = (search: TaskFilter): boolean =>
  search.q !== undefined || filterKeys.some((key) => search[key] !== undefined)
