import { useKeptChoice } from '../components/kept-choice.ts'
import { compact } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'

/** A name for what a list page shows. */
export interface SavedView<Search> {
  name: string
  search: Search
}

/** The views of one page. */
export interface ViewKind<Search extends object> {
  /** Under which name the browser keeps them. */
  what: string
  /** Makes sense of an address, also one of an older page. */
  read: (search: RawSearch) => Search
  /** What happens to be open on the page, and is no part of a view. */
  open: readonly (keyof Search)[]
  /** "The search, the filters and whether it is a board or a list." */
  about: string
}

/** As many as a menu shows without becoming a list to search. */
export const MOST_VIEWS = 12
export const NAME_MAX = 40

/** The part of the address that a view is. */
export function viewOf<Search extends object>(kind: ViewKind<Search>, search: Search): Search {
  const shown = Object.entries(search).filter(([key]) => !kind.open.some((one) => one === key))
  return compact(Object.fromEntries(shown)) as Search
}

const textOf = <Search extends object>(kind: ViewKind<Search>, search: Search): string =>
  JSON.stringify(Object.entries(viewOf(kind, search)).toSorted(([one], [other]) => (one < other ? -1 : 1)))

export const isSameView = <Search extends object>(
  kind: ViewKind<Search>,
  one: Search,
  other: Search,
): boolean => textOf(kind, one) === textOf(kind, other)

/** What is stored came through older versions of the page; what does not fit is left out. */
export function readViews<Search extends object>(
  kind: ViewKind<Search>,
  stored: unknown,
): SavedView<Search>[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((view: unknown) =>
    typeof view === 'object' &&
    view !== null &&
    'name' in view &&
    typeof view.name === 'string' &&
    'search' in view &&
    typeof view.search === 'object' &&
    view.search !== null
      ? [{ name: view.name, search: viewOf(kind, kind.read({ ...view.search })) }]
      : [],
  )
}

/** With this view under its name; a name that was there before now means this. */
export const withView = <Search>(
  views: readonly SavedView<Search>[],
  view: SavedView<Search>,
): SavedView<Search>[] =>
  [...views.filter(({ name }) => name !== view.name), view]
    .slice(-MOST_VIEWS)
    .toSorted((one, other) => one.name.localeCompare(other.name))

/** The person's views of a page in this organization. They live in this browser. */
export const useSavedViews = <Search extends object>(
  kind: ViewKind<Search>,
): [SavedView<Search>[], (next: SavedView<Search>[]) => void] =>
  useKeptChoice(kind.what, (stored) => readViews(kind, stored))
