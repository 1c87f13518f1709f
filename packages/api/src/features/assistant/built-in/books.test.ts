import { bookNames, openBookkeeping } from './testing/books.ts'
import { holdsFloors } from './testing/floors.ts'

/*
 * Sets by three people who knew nothing of the phrases. Those were widened by others who had seen no set. Floors, a little below
 * what was measured; docs/assistant.md has the figures, first and now.
 */
holdsFloors({ open: openBookkeeping, names: bookNames }, [
  { file: 'books-kept', first: 0.7, near: 0.85, args: 0.65, wrong: 0 },
  { file: 'books-2', first: 0.65, near: 0.9, args: 0.57, wrong: 0.01 },
  { file: 'books-3', first: 0.7, near: 0.84, args: 0.62, wrong: 0.06 },
])
