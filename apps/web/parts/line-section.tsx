import { addDecimals, formatDecimal, multiplyDecimals, readDecimal } from '@hub/ui/decimal'
import { Field } from '@hub/ui/field'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { LineEditor } from '@hub/ui/line-editor'
import type { Line, LineColumn } from '@hub/ui/line-editor'
import { Textarea } from '@hub/ui/textarea'
import { useState } from 'react'
import { State, States } from './state.tsx'

const prices: Record<string, string> = {
  'House blend, 1 kg': '14.20',
  'Cold brew, 6 bottles': '17.00',
  'Cold brew, 12 bottles': '32.00',
}

/** What a line costs before tax, while both of its numbers can be read. */
function netOf({ values }: Line): string | null {
  const quantity = readDecimal(values['quantity'] ?? '')
  const price = readDecimal(values['price'] ?? '')
  return quantity == null || price == null ? null : multiplyDecimals(quantity, price, 2)
}

const columns: LineColumn[] = [
  {
    id: 'item',
    label: 'Item',
    kind: 'item',
    options: Object.entries(prices).map(([label, detail]) => ({ value: label, label, detail })),
    pick: ({ label }) => ({ price: prices[label] ?? '' }),
  },
  { id: 'quantity', label: 'Qty', kind: 'number', decimals: 3, min: '0', className: 'w-20' },
  { id: 'price', label: 'Price', kind: 'number', decimals: 2, minDecimals: 2, className: 'w-28' },
  {
    id: 'tax',
    label: 'VAT',
    kind: 'choice',
    options: ['0', '23'].map((value) => ({ value, label: `${value}%` })),
    className: 'w-24',
  },
  { id: 'amount', label: 'Amount, €', kind: 'amount', of: netOf, className: 'w-28' },
]

const newLine = (): Line => ({
  id: crypto.randomUUID(),
  values: { item: '', quantity: '1', price: '', tax: '23' },
})
const line = (item: string, quantity: string, price: string): Line => ({
  id: item,
  values: { item, quantity, price, tax: '0' },
})
const order = [
  line('House blend, 1 kg', '12', '14.20'),
  line('Guji Natural, 250 g', '24', '7.35'),
  line('Paper filters, box of 100', '4', '6.50'),
]

function Editor({ start }: { start: Line[] }) {
  const [lines, setLines] = useState(start)
  const nets = lines.map(netOf).filter((net) => net !== null)
  return (
    <LineEditor
      label="Lines of the invoice"
      columns={columns}
      lines={lines}
      onLinesChange={setLines}
      newLine={newLine}
      aside={
        <Field label="Message" optional>
          <Textarea rows={3} />
        </Field>
      }
      totals={
        <Ledger label="Totals">
          <LedgerLine name={`${nets.length} lines`} amount={formatDecimal(addDecimals('0.00', ...nets))} />
          <LedgerLine total name="To pay" amount={`€${formatDecimal(addDecimals('0.00', ...nets))}`} />
        </Ledger>
      }
    />
  )
}

/** The editor of lines with its states. */
export function LineSection() {
  return (
    <States>
      <State wide name="An order">
        <Editor start={order} />
      </State>
      <State wide name="No line yet">
        <Editor start={[]} />
      </State>
    </States>
  )
}
