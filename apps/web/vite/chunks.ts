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
  /web\/src\/(idempotency|components\/file-export)\.ts/,
  /lucide-react\/.*\/x\.mjs/,
  /react-query\/build\/modern\/useMutation\.js/,
]

/** Forms, and the ways in that several of the pages before the sign-in offer. */
const entrance = [
  /react-hook-form/,
  /web\/src\/(form|pointer-release|passkeys)\.ts/,
  /web\/src\/components\/(google-button|new-password-field|passkey-button)\.tsx/,
  /web\/src\/routes\/-auth\/(second-factor-form|terms-field|use-enter)\.tsx?/,
]

/** The frame of an organization's pages, and what most of those pages are made of. */
const inOrganization = [
  /web\/src\/shell\/shell\.tsx/,
  /packages\/ui\/src\/(card|credits|empty|page-header|segments|skeleton|status|table|tag|time)\.tsx/,
  /packages\/ui\/src\/(chart-frame|filter-chip|line-chart|search-input|stacked-bars)\.tsx/,
  /web\/src\/components\/(balance-trend|credit-words|day-words|failure-state|last-length|loaded)\.tsx?/,
  /web\/src\/components\/(choice-filter|typed-search|use-members|use-phone)\.tsx?/,
  // Of the icons that several pages share, those of the first page.
  /lucide-react\/.*\/(calendar-clock|undo-2)\.mjs/,
  /web\/src\/lists\/(cache|more-rows|versions)\.ts/,
]

/** Whatever opens above a page; most pages can open something. */
const aboveThePage = [/packages\/ui\/src\/(confirm-dialog|dialog|drawer)\.tsx/]

/** What a workflow's editor, its canvas and its runs show of a step: icons that no other page has. */
const ofWorkflows = [/workflows\/-workflows\/step-kinds\.ts/, /lucide-react\/.*\/(play|minus|list-tree)\.mjs/]

const someOf = (parts: readonly RegExp[]) => (id: string) => parts.some((part) => part.test(id))

type NameOf = Exclude<Rolldown.CodeSplittingGroup['name'], string>

const isOfFrame = someOf(inOrganization)

/** Which files of modules take something from a page of theirs. */
const takersOf = (...[id, context]: Parameters<NameOf>): readonly string[] =>
  /web\/src\/routes\//.test(id)
    ? (context.getModuleInfo(id)?.importers ?? []).filter((importer) =>
        importer.includes('/web/src/modules/'),
      )
    : []

/** What cards of the dashboard show as the pages of their module do, such as a grade: words, and small parts. */
const isCard = (taker: string): boolean => taker.endsWith('-card.tsx')
const cards: NameOf = (...of) => (takersOf(...of).some(isCard) ? 'cards' : null)

/** With what a module's part of the frame takes from its pages, such as what a person can do with a row. */
const frame: NameOf = (...of) =>
  isOfFrame(of[0]) || takersOf(...of).some((taker) => !isCard(taker)) ? 'frame' : null

/** Which modules stand in one file, for the bundler. The first group that takes a module keeps it. */
export const chunkGroups: Rolldown.CodeSplittingGroup[] = [
  // The first download in two files of like size: both grow faster at once than one alone, and React stays the same.
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 7 },
  { name: 'base', tags: ['$initial'], priority: 6 },
  { name: 'controls', test: someOf(everywhere), priority: 5 },
  { name: 'forms', test: someOf(entrance), priority: 4 },
  { name: frame, debugName: 'frame', priority: 3 },
  // Exact amounts, by themselves: pages that count with them have no use for the cards.
  { name: 'decimals', test: /packages\/ui\/src\/decimal\.ts/, priority: 3 },
  { name: cards, debugName: 'cards', priority: 2 },
  { name: 'workflow-steps', test: someOf(ofWorkflows), priority: 2 },
  { name: 'icons', test: /lucide-react/, minShareCount: 2, priority: 1 },
  { name: 'dialogs', test: someOf(aboveThePage), priority: 0 },
]
