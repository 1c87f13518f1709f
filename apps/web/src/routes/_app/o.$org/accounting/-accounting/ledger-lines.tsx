import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { shortDay, todayIn } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { linesIn } from './accounting-search.ts'
import type { LedgerSearch } from './accounting-search.ts'
import { SideCells } from './side-cells.tsx'
import type { Accounting } from './book-page.tsx'

type LedgerLine = Accounting['reports']['ledger']['items'][number]

export interface LedgerLinesProps {
  account: string
  search: LedgerSearch
  currency: string
}

/** The lines of one account: what a figure of a report is made of. */
export function LedgerLines({ account, search, currency }: LedgerLinesProps) {
  const { trpc } = useHub()
  const lines = useInfiniteQuery(
    trpc.modules.accounting.reports.ledger.infiniteQueryOptions(linesIn(account, search), paging),
  )
  return (
    <>
      <Loaded query={lines} failed="The lines could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <Empty title="Nothing moved this account">Choose another account, or other days.</Empty>
          ) : (
            <LineTable lines={items} currency={currency} />
          )
        }}
      </Loaded>
      <LoadMore query={lines} />
    </>
  )
}

function LineTable({ lines, currency }: { lines: readonly LedgerLine[]; currency: string }) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  return (
    <Table label="Lines of the ledger account">
      <TableHead>
        <Th>Day</Th>
        <Th>Entry</Th>
        <Th>What happened</Th>
        <Th numeric>Debit, {currency}</Th>
        <Th numeric>Credit, {currency}</Th>
      </TableHead>
      <TableBody>
        {lines.map((line, at) => (
          // An entry may move the account twice; lines are only added before and after.
          <TableRow
            key={`${line.entryId}.${lines.slice(0, at).filter(({ entryId }) => entryId === line.entryId).length}`}
          >
            <Td phone="detail" className="whitespace-nowrap">
              {shortDay(line.date, today)}
            </Td>
            <Td phone="detail-end" className="whitespace-nowrap">
              <Link to="/o/$org/accounting/journal" params={{ org: slug }} search={{ entry: line.entryId }}>
                {line.number}
              </Link>
            </Td>
            <Td className="w-full max-tablet:row-start-1 tablet:max-w-0">
              <span className="block wrap-anywhere tablet:truncate">{line.memo}</span>
            </Td>
            <SideCells debit={line.debit} credit={line.credit} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
