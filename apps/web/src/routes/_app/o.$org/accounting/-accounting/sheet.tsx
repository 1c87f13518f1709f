import { Note } from '@hub/ui/note'
import { Td, TableRow } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { daysWords, longDay } from '../../../../../components/day-words.ts'
import { compact } from '../../../../../search-params.ts'
import { amountWords } from './amounts.ts'

export interface SheetProps {
  from: string | undefined
  to: string | undefined
  /** Of a report on one customer. */
  contact: string | undefined
  onContact: (contact: string | undefined) => void
}

/** With its year: paper outlives it. */
export const sheetDay = (day: string): string => longDay(day, '')

/** From when to when. */
export const sheetDays = (days: { from: string; to: string }): string => daysWords(days, sheetDay)

export interface SheetHeadProps {
  title: string
  /** "At the end of 20 November", or from when to when. */
  days: string
  /** Empty where there are no amounts. */
  currency: string
}

/** What stands above the rows, on the screen and on paper. */
export function SheetHead({ title, days, currency }: SheetHeadProps) {
  const { name } = useOrganization()
  return (
    <div className="border-b border-line px-(--card-pad) py-4">
      <h2 className="text-15/5 font-semibold">{title}</h2>
      <p className="mt-0.5 text-13 text-text-2">
        {name}, {days}
        {currency !== '' && `, in ${currency}`}
      </p>
    </div>
  )
}

export interface CheckLineProps {
  isRight: boolean
  /** What agrees. */
  right: ReactNode
  /** What does not, and by which figures. */
  wrong: ReactNode
}

/** What was checked. A failure must never pass for a footnote. */
export function CheckLine({ isRight, right, wrong }: CheckLineProps) {
  if (isRight)
    return (
      <p className="flex items-start gap-2.5 px-(--card-pad) py-3 text-13 text-text-2">
        <Check aria-hidden="true" className="mt-px size-4 flex-none text-success-text" />
        {right}
      </p>
    )
  return (
    <div className="p-(--card-pad)">
      <Note tone="danger" title="These books do not agree" live>
        {wrong} Do not use this report, and tell whoever runs this hub.
      </Note>
    </div>
  )
}

export interface LedgerLinkProps {
  account: string
  from?: string | undefined
  to: string
  /** Only lines of this tax. */
  tax?: string | null | undefined
  /** "4000 Sales". */
  name: string
  /** The figure. */
  children: string
}

/** A figure that leads to the lines of its account on the same days. */
export function LedgerLink({ account, from, to, tax, name, children }: LedgerLinkProps) {
  const { slug } = useOrganization()
  return (
    <Link
      to="/o/$org/accounting/ledger"
      params={{ org: slug }}
      search={compact({ account, from, to, tax: tax ?? undefined })}
      aria-label={`${children}, lines of ${name}`}
      className="text-text no-underline hover:underline focus-visible:underline"
    >
      {children}
    </Link>
  )
}

export interface AmountRow {
  accountId: string
  code: string
  account: string
  amount: string
}

export interface SheetRowProps {
  row: AmountRow
  from?: string | undefined
  to: string
}

/** One account with its figure. */
export function SheetRow({ row, from, to }: SheetRowProps) {
  const { accountId, code, account, amount } = row
  return (
    <TableRow>
      <AccountCell code={code} account={account} />
      <Td numeric phone="end">
        <LedgerLink account={accountId} from={from} to={to} name={`${code} ${account}`}>
          {amountWords(amount)}
        </LedgerLink>
      </Td>
    </TableRow>
  )
}

export const AccountCell = ({ code, account }: { code: string; account: string }) => (
  <Td className="w-full wrap-anywhere">
    <span className="mr-2 text-13 text-text-3 tabular-nums">{code}</span>
    {account}
  </Td>
)

export interface TotalRowProps {
  name: string
  amount: string
  /** The last line of a report. */
  isResult?: boolean
}

export function TotalRow({ name, amount, isResult = false }: TotalRowProps) {
  return (
    <TableRow className={clsx(isResult ? 'bg-sunken font-semibold' : 'font-medium')}>
      <Td className="w-full">{name}</Td>
      <Td numeric phone="end" className={isResult ? 'text-15' : undefined}>
        {amountWords(amount)}
      </Td>
    </TableRow>
  )
}
