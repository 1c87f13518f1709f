import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Suspense, useMemo, useState } from 'react'
import { lazyPart } from '../../lazy-part.ts'
import { CardTable, CardTableMenu } from '../../lists/card-table.tsx'
import { useTableDisplay } from '../../lists/table-display.ts'
import { Loaded } from '../loaded.tsx'
import type { LoadedProps } from '../loaded.tsx'
import { AuditFilters } from './audit-filters.tsx'
import type { AuditFiltersProps } from './audit-filters.tsx'
import { hasAuditFilter, toldWords } from './audit-search.ts'
import type { AuditDetail, AuditEntry, AuditPage } from './audit-search.ts'
import { entryColumns } from './entry-columns.tsx'
import { LookingBack, useLookBack } from './looking-back.tsx'
import type { LookedPages } from './looking-back.tsx'

const EntryDialog = lazyPart(async () => (await import('./entry-dialog.tsx')).EntryDialog)

export interface AuditLogProps extends AuditFiltersProps {
  entries: Omit<LookedPages, 'data'> & LoadedProps<{ pages: AuditPage[] }>['query']
  timeZone: string | undefined
  /** Addresses and devices are for owners and for administrators of the platform. */
  showsPlaces: boolean
  /** All that one entry says. */
  readEntry: (seq: number) => Promise<AuditDetail>
  onClear: () => void
}

const idOf = ({ seq }: AuditEntry): string => String(seq)

/** A log with its filters; each row has its facts. */
export function AuditLog({ entries, timeZone, showsPlaces, readEntry, onClear, ...filters }: AuditLogProps) {
  const [opened, setOpened] = useState<AuditEntry | null>(null)
  const columns = useMemo(
    () => entryColumns({ timeZone, showsPlaces, onOpen: setOpened }),
    [timeZone, showsPlaces],
  )
  const view = useTableDisplay('auditTable')
  const lookedBackTo = useLookBack(entries)
  return (
    <Card flush title="Entries" action={<CardTableMenu columns={columns} view={view} />}>
      <AuditFilters {...filters} />
      <Loaded query={entries} failed="The log could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0 && lookedBackTo !== null)
            return <LookingBack to={lookedBackTo} timeZone={timeZone} entries={entries} />
          if (items.length === 0)
            return <Nothing isFiltered={hasAuditFilter(filters.search)} onClear={onClear} />
          return (
            <CardTable
              name="audit"
              label="Audit log"
              columns={columns}
              view={view}
              rows={items}
              rowId={idOf}
              rowName={toldWords}
              onOpen={(id) => setOpened(items.find((item) => idOf(item) === id) ?? null)}
              query={entries}
            />
          )
        }}
      </Loaded>
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
