import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Kbd } from '@hub/ui/kbd'
import { Segments } from '@hub/ui/segments'
import { SkeletonRows } from '@hub/ui/skeleton'
import { SplitView } from '@hub/ui/split-view'
import { showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useCan, useHub } from '../../../../../../account.ts'
import { LoadMore } from '../../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../../../lazy-part.ts'
import { paging } from '../../../../../../paging.ts'
import { useShortcut } from '../../../../../../shell/shortcut.ts'
import type { Book } from '../book-page.tsx'
import { BankLines } from './bank-lines.tsx'
import type { BankAccount } from './bank-types.ts'
import { linesIn } from './bank-search.ts'
import type { BankChange, BankSearch, LineState } from './bank-search.ts'
import { useOpenLine } from './use-open-line.ts'
import { useMatching } from './use-matching.ts'
import type { Matching } from './use-matching.ts'

const OpenLine = lazyPart(async () => (await import('./open-line.tsx')).OpenLine)

export interface BankInboxProps {
  account: BankAccount
  book: Book
  search: BankSearch
  onSearch: (change: BankChange) => void
  onImport: (() => void) | undefined
}

/** Lines at the left, and beside them what the open one may be. After a match the next line opens. */
export function BankInbox({ account, book, search, onSearch, onImport }: BankInboxProps) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.bank.write')
  const query = useInfiniteQuery(
    trpc.modules.accounting.bank.lines.list.infiniteQueryOptions(linesIn(account.id, search), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const lines = query.data?.pages.flatMap(({ items }) => items) ?? []
  const { list, open, go, openNext } = useOpenLine({ lines, search, onSearch })
  const matching = useMatching({
    onMatched: (name) => {
      showToast(`Matched ${name}. U undoes it.`)
      openNext()
    },
  })
  useUndoKey(open, canWrite ? matching : undefined)
  return (
    <SplitView
      className="h-[calc(100dvh-var(--bars)-var(--topbar)-170px)] min-h-[460px] overflow-hidden rounded-lg border border-line max-desk:h-auto max-desk:min-h-0"
      listLabel="Bank lines"
      list={
        <>
          <ListHead search={search} onSearch={onSearch} />
          <Loaded query={query} failed="The lines could not be loaded" skeleton={<SkeletonRows rows={8} />}>
            {() =>
              lines.length === 0 ? (
                <NoLines account={account} search={search} onImport={onImport} />
              ) : (
                <div ref={list}>
                  <BankLines lines={lines} open={open ?? null} onOpen={(id) => onSearch({ line: id })} />
                </div>
              )
            }
          </Loaded>
          <LoadMore query={query} />
        </>
      }
      listFoot={canWrite && lines.length > 0 ? <Keys /> : undefined}
      detailLabel="What it may be"
      detail={
        open === undefined ? null : (
          <Suspense>
            <OpenLine
              key={open}
              id={open}
              account={account}
              book={book}
              matching={canWrite ? matching : undefined}
              onSkip={() => go(1)}
            />
          </Suspense>
        )
      }
      nothing={lines.length > 0 && <Empty title="Choose a line on the left" picture="talk" />}
      onBack={() => onSearch({ line: undefined })}
    />
  )
}

/** U undoes what is shown: the match of the open line, or else the last one. */
function useUndoKey(open: string | undefined, matching: Matching | undefined) {
  const { trpc } = useHub()
  const shown = useQuery(
    trpc.modules.accounting.bank.lines.get.queryOptions({ id: open ?? '' }, { enabled: open !== undefined }),
  )
  useShortcut('u', () => {
    const match = open === undefined ? undefined : shown.data?.match
    if (match) matching?.undo(match.id)
    else matching?.undoLast()
  })
}

const ListHead = ({ search, onSearch }: Pick<BankInboxProps, 'search' | 'onSearch'>) => (
  <div className="sticky top-0 z-2 flex flex-wrap items-center gap-2 border-b border-line bg-sheet px-4 py-2">
    <Segments<LineState>
      label="Show"
      size="sm"
      value={search.state ?? 'to-match'}
      options={[
        { value: 'to-match', label: 'To match' },
        { value: 'matched', label: 'Matched' },
        { value: 'all', label: 'All' },
      ]}
      onValueChange={(state) =>
        onSearch({ state: state === 'to-match' ? undefined : state, line: undefined })
      }
    />
    <TypedSearch
      label="Search lines"
      value={search.q ?? ''}
      onChange={(q) => onSearch({ q, line: undefined })}
    />
  </div>
)

interface NoLinesProps {
  account: BankAccount
  search: BankSearch
  onImport: (() => void) | undefined
}

function NoLines({ account, search: { q, state = 'to-match' }, onImport }: NoLinesProps) {
  if (q !== undefined)
    return (
      <Empty title="None of these" picture="search">
        Search for something else.
      </Empty>
    )
  if (account.lines > 0)
    return (
      <Empty title={state === 'to-match' ? 'All matched' : 'None yet'}>
        {state === 'to-match'
          ? 'Every line of this account is in the books.'
          : 'What is matched stands here.'}
      </Empty>
    )
  return (
    <Empty
      title="Nothing from the bank yet"
      actions={
        onImport && (
          <Button variant="primary" onClick={onImport}>
            Import statement
          </Button>
        )
      }
    >
      Save a statement at your bank as OFX, CAMT.053 or CSV and bring it in here.
    </Empty>
  )
}

const keys = [
  [['J', 'K'], 'next, previous'],
  [['↵'], 'match'],
  [['1', '2', '3'], 'choose'],
  [['A'], 'to an account'],
  [['U'], 'undo'],
] as const

const Keys = () => (
  <p className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-text-3 pointer-coarse:hidden">
    {keys.map(([names, what]) => (
      <span key={what} className="inline-flex items-center gap-1">
        {names.map((name) => (
          <Kbd key={name}>{name}</Kbd>
        ))}
        {what}
      </span>
    ))}
  </p>
)
