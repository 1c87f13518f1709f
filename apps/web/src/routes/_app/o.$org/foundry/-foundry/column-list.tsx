import { Checkbox } from '@hub/ui/checkbox'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import type { ReactNode } from 'react'
import { isTime, kindWords, unreadWords } from './columns.ts'
import type { Column } from './columns.ts'
import type { PropertyKind } from './foundry-types.ts'

interface ColumnListProps {
  columns: readonly Column[]
  /** How many rows were looked at. */
  records: number
  onChange: (at: number, change: Partial<Column>) => void
}

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }))
const orders = [
  { value: 'ymd', label: 'Year first' },
  { value: 'dmy', label: 'Day first' },
  { value: 'mdy', label: 'Month first' },
]
const decimals = [
  { value: '.', label: '1,234.50' },
  { value: ',', label: '1.234,50' },
]

/** The columns of a file: which are taken, what they are called, and how they are read. */
export function ColumnList({ columns, records, onChange }: ColumnListProps) {
  return (
    <ul aria-label="Columns" className="divide-y divide-line rounded-md border border-line">
      {columns.map((column, at) => (
        <li
          key={column.id}
          className="grid grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)] items-center gap-x-3 gap-y-2 px-3 py-2 tablet:grid-cols-[auto_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)]"
        >
          <Checkbox
            aria-label={`Take ${column.title}`}
            checked={column.isTaken}
            onChange={({ target }) => onChange(at, { isTaken: target.checked })}
          />
          <Input
            aria-label={`Name of ${column.title}`}
            value={column.title}
            maxLength={60}
            disabled={!column.isTaken}
            onChange={({ target }) => onChange(at, { title: target.value })}
          />
          <NativeSelect
            aria-label={`${column.title} is`}
            value={column.kind}
            disabled={!column.isTaken}
            options={kinds}
            // The options are the kinds themselves.
            onChange={({ target }) => onChange(at, { kind: target.value as PropertyKind })}
          />
          <span className="truncate text-13 text-text-3 max-tablet:col-span-2 max-tablet:col-start-2">
            {column.samples.join(', ') || 'empty'}
          </span>
          <More column={column} onChange={(change) => onChange(at, change)} />
          <span
            role="status"
            className="text-13 text-warning-text empty:hidden max-tablet:col-span-2 max-tablet:col-start-2 tablet:col-span-3 tablet:col-start-2"
          >
            {column.isTaken && unreadWords(column, records)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Below the kind it belongs to; its own label is read out. */
const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <span className="flex items-center gap-2 text-13 text-text-2 max-tablet:col-span-2 max-tablet:col-start-2 tablet:col-span-2 tablet:col-start-3">
    <span aria-hidden="true" className="flex-none">
      {label}
    </span>
    <span className="min-w-0 flex-1">{children}</span>
  </span>
)

interface MoreProps {
  column: Column
  onChange: (change: Partial<Column>) => void
}

/** What a kind needs besides: a currency, and which way numbers or days are written. */
function More({ column, onChange }: MoreProps) {
  const { kind, title, isTaken } = column
  if (kind === 'number') return <Decimal column={column} onChange={onChange} />
  if (kind === 'money')
    return (
      <>
        {column.currencyPath === undefined && <Currency column={column} onChange={onChange} />}
        <Decimal column={column} onChange={onChange} />
      </>
    )
  if (!isTime(kind)) return null
  return (
    <Row label="Written">
      <NativeSelect
        aria-label={`Days of ${title} are written`}
        value={column.dayOrder ?? 'ymd'}
        disabled={!isTaken}
        options={orders}
        onChange={({ target }) => onChange({ dayOrder: target.value as NonNullable<Column['dayOrder']> })}
      />
    </Row>
  )
}

const Currency = ({ column: { title, currency, isTaken }, onChange }: MoreProps) => (
  <Row label="In">
    <Input
      aria-label={`Currency of ${title}`}
      className="uppercase"
      maxLength={3}
      value={currency ?? ''}
      disabled={!isTaken}
      onChange={({ target }) => onChange({ currency: target.value.toUpperCase() })}
    />
  </Row>
)

const Decimal = ({ column: { title, decimal, isTaken }, onChange }: MoreProps) => (
  <Row label="Written">
    <NativeSelect
      aria-label={`Numbers of ${title} are written`}
      value={decimal ?? '.'}
      disabled={!isTaken}
      options={decimals}
      onChange={({ target }) => onChange({ decimal: target.value as NonNullable<Column['decimal']> })}
    />
  </Row>
)
