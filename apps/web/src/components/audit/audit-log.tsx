import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../lazy-part.ts'
import { doorWords } from '../door-words.ts'
import type { Door } from '../door-words.ts'
import { LoadMore } from '../load-more.tsx'
import type { LoadMoreProps } from '../load-more.tsx'
import { Loaded } from '../loaded.tsx'
import type { LoadedProps } from '../loaded.tsx'
import { AuditFilters } from './audit-filters.tsx'
import type { AuditFiltersProps } from './audit-filters.tsx'
import { actionTitle, hasAuditFilter, whoWords } from './audit-search.ts'
import type { AuditEntry } from './audit-search.ts'

const EntryDialog = lazyPart(async () => (await import('./entry-dialog.tsx')).EntryDialog)

export interface AuditLogProps extends AuditFiltersProps {
  entries: LoadMoreProps['query'] & LoadedProps<{ pages: { items: AuditEntry[] }[] }>['query']
  timeZone: string | undefined
  /** Addresses and devices are for owners and for administrators of the platform. */
  showsPlaces: boolean
  onClear: () => void
}

/** A log with its filters; a row opens its facts. */
export function AuditLog({ entries, timeZone, showsPlaces, onClear, ...filters }: AuditLogProps) {
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
        <Th>Who</Th>
        <Th>Door</Th>
        {showsPlaces && <Th className="max-desk:hidden">Address</Th>}
        <Th numeric>When</Th>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.seq}>
            <Td className="tablet:w-full tablet:max-w-0">
              <button
                type="button"
                className="block max-w-full truncate rounded-xs text-left font-medium hover:underline"
                onClick={() => onOpen(entry)}
              >
                {actionTitle(entry.action)}
              </button>
            </Td>
            <Td phone="detail" className="text-text-2">
              <span className="block truncate tablet:max-w-[190px]">{whoWords(entry)}</span>
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
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
