import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Field } from '@hub/ui/field'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download, Send } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useFileExport } from '../../../../../components/file-export.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { compact } from '../../../../../search-params.ts'
import { amountWords, isSome } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { ContactPicker } from './contact-picker.tsx'
import { SheetHead, sheetDay, sheetDays } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'

const SendStatement = lazyPart(async () => (await import('./send-statement.tsx')).SendStatement)

type Statement = Accounting['customerStatements']['get']
type Section = Statement['sections'][number]
type Row = Section['rows'][number]

const moves = {
  invoice: 'Invoice',
  credit_note: 'Credit note',
  payment: 'Payment',
  payment_undone: 'Payment taken back',
  refund: 'Paid back',
  refund_undone: 'Refund taken back',
} as const

/** What one customer was billed and paid, and what is open before, between and after. */
export function CustomerStatement({ from, to, contact, onContact }: SheetProps) {
  const { trpc } = useHub()
  const query = useQuery(
    trpc.modules.accounting.customerStatements.get.queryOptions(
      { contactId: contact ?? '', ...compact({ from, to }) },
      { enabled: contact !== undefined },
    ),
  )
  return (
    <>
      <div data-print="no" className="border-b border-line p-(--card-pad)">
        <Field label="Customer" className="max-w-80">
          <ContactPicker
            onlyKnown
            value={contact === undefined ? null : { value: contact, label: query.data?.contact ?? '…' }}
            onValueChange={(chosen) => onContact(chosen?.value)}
          />
        </Field>
      </div>
      {contact === undefined ? (
        <Empty title="Choose a customer">
          Their invoices, credit notes and payments stand here, with what is open after each.
        </Empty>
      ) : (
        <Loaded query={query} failed="The statement could not be loaded" skeleton={<SkeletonRows rows={8} />}>
          {(statement) => <Sheet statement={statement} />}
        </Loaded>
      )}
    </>
  )
}

function Sheet({ statement }: { statement: Statement }) {
  const { contact, sections, from, to } = statement
  return (
    <>
      <SheetHead
        title={`Statement of account, ${contact}`}
        days={sheetDays({ from, to })}
        currency={sections.map(({ currency }) => currency).join(' and ')}
      />
      {sections.length > 0 && <Acts statement={statement} />}
      {sections.length === 0 ? (
        <Empty title="Nothing in these days">Nothing was billed or paid, and nothing is open.</Empty>
      ) : (
        sections.map((section) => (
          <SectionTable key={section.currency} section={section} days={{ from, to }} />
        ))
      )}
    </>
  )
}

function Acts({ statement }: { statement: Statement }) {
  const { client } = useHub()
  const [isSending, setSending] = useState(false)
  const canSend = useCan('accounting.sale.send')
  const { contactId, from, to } = statement
  const make = useFileExport((format: 'pdf' | 'csv') =>
    client.modules.accounting.customerStatements.prepare.mutate({
      contactId,
      from,
      to,
      format,
      idempotencyKey: newKey(),
    }),
  )
  return (
    <div data-print="no" className="flex flex-wrap gap-2 px-(--card-pad) py-3">
      {canSend && (
        <Button onClick={() => setSending(true)}>
          <Send aria-hidden="true" />
          Send
        </Button>
      )}
      {(['pdf', 'csv'] as const).map((format) => (
        <Button
          key={format}
          pending={make.isPending && make.variables === format}
          pendingLabel="Preparing"
          onClick={() => make.mutate(format)}
        >
          <Download aria-hidden="true" />
          {format.toUpperCase()}
        </Button>
      ))}
      <Suspense>
        {isSending && <SendStatement statement={statement} onClose={() => setSending(false)} />}
      </Suspense>
    </div>
  )
}

interface SectionProps {
  section: Section
  days: { from: string; to: string }
}

function SectionTable({ section, days: { from, to } }: SectionProps) {
  const { currency, opening, rows, closing, overdue } = section
  return (
    <>
      <Table label={`Statement in ${currency}`}>
        <TableHead>
          <Th>Day</Th>
          <Th>What</Th>
          <Th numeric>Charged</Th>
          <Th numeric>Paid</Th>
          <Th numeric>Open, {currency}</Th>
        </TableHead>
        <TableBody>
          <BalanceRow words={`Open before ${sheetDay(from)}`} amount={opening} />
          {rows.map((row) => (
            <MoveRow key={`${row.kind} ${row.number} ${row.on}`} row={row} />
          ))}
          <BalanceRow words={`Open at the end of ${sheetDay(to)}`} amount={closing} isLast />
        </TableBody>
      </Table>
      <p className="px-(--card-pad) py-3 text-13 text-text-2">
        {closingWords({ closing, overdue, currency })}
      </p>
    </>
  )
}

/** What the last line means, for whoever does not read signs. */
function closingWords({ closing, overdue, currency }: Pick<Section, 'closing' | 'overdue' | 'currency'>) {
  if (!isSome(closing)) return `Nothing is open in ${currency}.`
  if (closing.startsWith('-'))
    return `${amountWords(closing.slice(1))} ${currency} stands to the customer’s credit.`
  const late = isSome(overdue) ? `; ${amountWords(overdue)} ${currency} of invoices is overdue` : ''
  return `The customer owes ${amountWords(closing)} ${currency}${late}.`
}

function BalanceRow({ words, amount, isLast = false }: { words: string; amount: string; isLast?: boolean }) {
  return (
    <TableRow className={isLast ? 'bg-sunken font-semibold' : undefined}>
      <Td colSpan={4} className="w-full">
        {words}
      </Td>
      <Td numeric phone="end">
        {amountWords(amount)}
      </Td>
    </TableRow>
  )
}

function MoveRow({ row }: { row: Row }) {
  const isLess = row.amount.startsWith('-')
  const size = amountWords(isLess ? row.amount.slice(1) : row.amount)
  return (
    <TableRow>
      <Td phone="detail" className="whitespace-nowrap">
        {sheetDay(row.on)}
      </Td>
      <Td className="w-full wrap-anywhere max-tablet:row-start-1">
        <MoveLink row={row} />
        {/* On a phone there are no columns of their own for it. */}
        <span className="block text-12 text-text-3 tabular-nums tablet:hidden print:hidden">
          {size} {isLess ? 'less' : 'more'}
        </span>
        {row.reference !== '' && <span className="block text-12 text-text-3">{row.reference}</span>}
      </Td>
      <Td numeric phone="hidden">
        {isLess ? '' : size}
      </Td>
      <Td numeric phone="hidden">
        {isLess ? size : ''}
      </Td>
      <Td numeric phone="end" className="font-medium">
        {amountWords(row.balance)}
      </Td>
    </TableRow>
  )
}

function MoveLink({ row: { kind, number, invoiceId, paymentId, refundId } }: { row: Row }) {
  const { slug: org } = useOrganization()
  const words = `${moves[kind]} ${number}`
  if (invoiceId !== null)
    return (
      <Link to="/o/$org/accounting/invoices/$invoice" params={{ org, invoice: invoiceId }}>
        {words}
      </Link>
    )
  const search = paymentId === null ? { refund: refundId ?? '' } : { payment: paymentId }
  return (
    <Link to="/o/$org/accounting/payments" params={{ org }} search={search}>
      {words}
    </Link>
  )
}
