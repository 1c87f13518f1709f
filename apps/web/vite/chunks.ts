import type { Rolldown } from 'vite'

/*
 * Left alone, every module that two pages share becomes a file of its own: 66 files for the dashboard, which over
 * HTTP/1.1 wait for each other six at a time. Merged is only what nearly every page needs anyway.
 */
const everywhere = [
  /packages\/ui\/src\/(button|icon-button|tooltip|logo|note|spinner|checkbox|field|input|password-input)\.tsx/,
  /packages\/ui\/src\/(auth-layout|docket|ledger-line)\.tsx/,
  /web\/src\/(shell\/main-topbar|components\/(auth-page|form-frame|form-refusal))\.tsx/,
]

/** Which modules stand in one file, for the bundler. The first group that takes a module keeps it. */
export const chunkGroups: Rolldown.CodeSplittingGroup[] = [
  // What the first download holds, in one file.
  { name: 'base', tags: ['$initial'], priority: 3 },
  { name: 'icons', test: /lucide-react/, minShareCount: 2, priority: 2 },
  { name: 'controls', test: (id: string) => everywhere.some((part) => part.test(id)), priority: 1 },
]
