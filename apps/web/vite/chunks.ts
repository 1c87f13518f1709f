import type { Rolldown } from 'vite'

/*
 * Left alone, every module that two pages share becomes a file of its own: 66 files for the dashboard, which over
 * HTTP/1.1 wait for each other six at a time. Merged is what nearly every page needs anyway. A group takes what its
 * modules import with them.
 */

/** What pages before the sign-in show, and all others too. */
const everywhere = [
  /packages\/ui\/src\/(button|icon-button|tooltip|logo|note|spinner|checkbox|field|input|password-input|toast)\.tsx/,
  /packages\/ui\/src\/(auth-layout|docket|ledger-line)\.tsx/,
  /web\/src\/(shell\/(idle-prefetch|main-topbar)|components\/(auth-page|form-frame|form-refusal))\.tsx?/,
  /web\/src\/idempotency\.ts/,
  /react-query\/build\/modern\/useMutation\.js/,
]

/** The frame of an organization's pages, and what most of those pages are made of. */
const inOrganization = [
  /web\/src\/shell\/shell\.tsx/,
  /packages\/ui\/src\/(card|credits|empty|page-header|segments|skeleton|status|table|tag|time)\.tsx/,
  /web\/src\/components\/(day-words|failure-state|loaded)\.tsx?/,
]

/** Whatever opens above a page; most pages can open something. */
const aboveThePage = [/packages\/ui\/src\/(confirm-dialog|dialog|drawer)\.tsx/]

const someOf = (parts: readonly RegExp[]) => (id: string) => parts.some((part) => part.test(id))

/** Which modules stand in one file, for the bundler. The first group that takes a module keeps it. */
export const chunkGroups: Rolldown.CodeSplittingGroup[] = [
  // What the first download holds, in one file.
  { name: 'base', tags: ['$initial'], priority: 5 },
  { name: 'icons', test: /lucide-react/, minShareCount: 2, priority: 4 },
  { name: 'controls', test: someOf(everywhere), priority: 3 },
  { name: 'frame', test: someOf(inOrganization), priority: 2 },
  { name: 'dialogs', test: someOf(aboveThePage), priority: 1 },
]
