import { bookNames, openBookkeeping } from './testing/books.ts'
import { holdsFloors } from './testing/floors.ts'

/*
 * Sets by three people who knew nothing of the phrases. Those were widened by others who had seen no set. Floors, a little below
 * what was measured; docs/assistant.md has the figures, first and now.
 */
holdsFloors({ open: openBookkeeping, names: bookNames }, [
  { file: 'books-kept', first: 0.92, near: 0.94, args: 0.83, wrong: 0 },
  { file: 'books-2', first: 0.71, near: 0.91, args: 0.66, wrong: 0 },
  { file: 'books-3', first: 0.78, near: 0.86, args: 0.62, wrong: 0.04 },
  { file: 'books-4', first: 0.7, near: 0.92, args: 0.48, wrong: 0.04 },
  { file: 'books-5', first: 0.74, near: 0.9, args: 0.52, wrong: 0.06 },
])
