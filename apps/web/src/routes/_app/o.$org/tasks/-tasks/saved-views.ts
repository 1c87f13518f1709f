import { useKeptChoice } from '../../../../../components/kept-choice.ts'
import { compact } from '../../../../../search-params.ts'
import { readTaskSearch } from './task-search.ts'
import type { TaskSearch } from './task-search.ts'

/** A name for what the tasks page shows. */
export interface SavedView {
  name: string
  search: TaskSearch
}

/** As many as a menu shows without becoming a list to search. */
export const MOST_VIEWS = 12
export const NAME_MAX = 40

/** The part of the address that a view is: not what happens to be open on it. */
export const viewOf = ({ task: _task, new: _new, ...search }: TaskSearch): TaskSearch => compact(search)

const textOf = (search: TaskSearch): string =>
  JSON.stringify(Object.entries(viewOf(search)).toSorted(([one], [other]) => (one < other ? -1 : 1)))

export const isSameView = (one: TaskSearch, other: TaskSearch): boolean => textOf(one) === textOf(other)

/** What is stored came through older versions of this page; what does not fit is left out. */
export function readViews(stored: unknown): SavedView[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((view: unknown) =>
    typeof view === 'object' &&
    view !== null &&
    'name' in view &&
    typeof view.name === 'string' &&
    'search' in view &&
    typeof view.search === 'object' &&
    view.search !== null
      ? [{ name: view.name, search: viewOf(readTaskSearch({ ...view.search })) }]
      : [],
  )
}

/** With this view under its name; a name that was there before now means this. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  [...views.filter(({ name }) => name !== view.name), view]
    .slice(-MOST_VIEWS)
    .toSorted((one, other) => one.name.localeCompare(other.name))

/** The person's views of the tasks of this organization. They live in this browser. */
export const useSavedViews = (): [SavedView[], (next: SavedView[]) => void] =>
  useKeptChoice('taskViews', readViews)
