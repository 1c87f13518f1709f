import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { IconButton } from '@hub/ui/icon-button'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { Ellipsis } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../lazy-part.ts'
import { doorWords } from '../door-words.ts'
import type { Door } from '../door-words.ts'
import { LoadMore } from '../load-more.tsx'
import type { LoadMoreProps } from '../load-more.tsx'
import { Loaded } from '../loaded.tsx'
import type { LoadedProps } from '../loaded.tsx'
import { Sentence } from '../sentence.tsx'
import { AuditFilters } from './audit-filters.tsx'
import type { AuditFiltersProps } from './audit-filters.tsx'
import { hasAuditFilter, toldWords } from './audit-search.ts'
import type { AuditDetail, AuditEntry } from './audit-search.ts'

const EntryDialog = lazyPart(async () => (await import('./entry-dialog.tsx')).EntryDialog)

export interface AuditLogProps extends AuditFiltersProps {
  entries: LoadMoreProps['query'] & LoadedProps<{ pages: { items: AuditEntry[] }[] }>['query']
  timeZone: string | undefined
  /** Addresses and devices are for owners and for administrators of the platform. */
  showsPlaces: boolean
  /** All that one entry says. */
  readEntry: (seq: number) => Promise<AuditDetail>
  onClear: () => void
}

/** A log with its filters; each row has its facts. */
export function AuditLog({ entries, timeZone, showsPlaces, readEntry, onClear, ...filters }: AuditLogProps) {
  const [opened, setOpened] = useState<AuditEntry | null>(null)
  return (
    <Card flush title="Entries">
      <AuditFilters {...filters} />
      <Loaded query={entries} failed="The log could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return <Nothing isFiltered={hasAuditFilter(filters.search)} onClear={onClear} />
          return (
            <EntryTable entries={items} timeZone={timeZone} showsPlaces={showsPlaces} onOpen={setOpened} />
          )
        }}
      </Loaded>
      <LoadMore query={entries} />
      {opened && (
        <Suspense>
          <EntryDialog
            entry={opened}
            readEntry={readEntry}
            timeZone={timeZone}
            onClose={() => setOpened(null)}
            onFilter={(change) => {
              setOpened(null)
              filters.onChange(change)
            }}
          />
        </Suspense>
      )}
    </Card>
  )
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered)
    return <Empty title="Nothing written yet">Every sign-in and every change stands here from now on.</Empty>
  return (
    <Empty
      picture="search"
      title="Nothing under these filters"
      actions={<Button onClick={onClear}>Show everything</Button>}
    >
      Remove one, or show everything.
    </Empty>
  )
}

interface EntryTableProps {
  entries: readonly AuditEntry[]
  timeZone: string | undefined
  showsPlaces: boolean
  onOpen: (entry: AuditEntry) => void
}

function EntryTable({ entries, timeZone, showsPlaces, onOpen }: EntryTableProps) {
  return (
    <Table label="Audit log">
      <TableHead>
        <Th>What</Th>
        <Th>Door</Th>
        {showsPlaces && <Th className="max-desk:hidden">Address</Th>}
        <Th numeric>When</Th>
        <Th>
          <span className="sr-only">Details</span>
        </Th>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.seq}>
            <Td className="tablet:w-full tablet:max-w-0">
              <span className="line-clamp-2 wrap-anywhere">
                <b className="font-medium">{entry.who}</b> <Sentence parts={entry.sentence} />
              </span>
            </Td>
            <Td phone="hidden" className="whitespace-nowrap text-text-2">
              {doorWords[entry.door as Door] ?? entry.door}
            </Td>
            {showsPlaces && (
              <Td phone="hidden" className="whitespace-nowrap text-text-2 tabular-nums max-desk:hidden">
                {entry.ip}
              </Td>
            )}
            <Td numeric phone="detail-end" className="text-text-3">
              <Time value={entry.at} format="smart" timeZone={timeZone} />
            </Td>
            <Td phone="end">
              <IconButton
                size="sm"
                label={`Details: ${toldWords(entry)}`}
                tooltip={false}
                onClick={() => onOpen(entry)}
              >
                <Ellipsis />
              </IconButton>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
