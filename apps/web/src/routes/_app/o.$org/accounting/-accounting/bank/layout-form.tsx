import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { useState } from 'react'
import { FormDialog } from '../../../../../../components/form-dialog.tsx'
import type { Asked } from './bank-types.ts'
import type { Layout } from './use-import.ts'

export interface LayoutFormProps {
  asked: Asked
  isPending: boolean
  refusal: string | undefined
  onSay: (layout: Layout) => void
  onClose: () => void
}

type Guess = Asked['guess']
type Column = Guess['columns'][number]

const columnNames: Record<Column, string> = {
  none: 'Not read',
  day: 'Day',
  amount: 'Amount',
  moneyIn: 'Money in',
  moneyOut: 'Money out',
  fee: 'Fee beside the amount',
  mark: 'In or out',
  text: 'Text',
  counterparty: 'Other side',
  reference: 'Reference',
  balance: 'Balance',
}
const columnOptions = Object.entries(columnNames).map(([value, label]) => ({ value, label }))

const orders = [
  { value: '', label: 'Choose' },
  { value: 'dmy', label: 'Day first: 31/12/2026' },
  { value: 'mdy', label: 'Month first: 12/31/2026' },
  { value: 'ymd', label: 'Year first: 2026-12-31' },
]
const decimals = [
  { value: '.', label: 'A point: 1,234.50' },
  { value: ',', label: 'A comma: 1.234,50' },
]

const oneOf = <Value extends string>(value: string, options: readonly { value: string }[]) =>
  options.some((option) => option.value === value) ? (value as Value) : null

function problemOf({ columns, dayOrder, markOut }: Guess): string | undefined {
  if (!columns.includes('day')) return 'Say which column holds the day.'
  if (dayOrder === null) return 'Choose how days are written.'
  if (!columns.some((column) => ['amount', 'moneyIn', 'moneyOut'].includes(column)))
    return 'Say which column holds the amount.'
  return columns.includes('mark') && markOut === null ? 'Say which sign stands for money out.' : undefined
}

/** Says of each column what it is, over the first rows. It is kept for the next file of the same columns. */
export function LayoutForm({ asked, isPending, refusal, onSay, onClose }: LayoutFormProps) {
  const { guess: first, head, sample, question } = asked
  const [guess, setGuess] = useState<Guess>(first)
  const [problem, setProblem] = useState<string | undefined>()
  const set = (change: Partial<Guess>) => setGuess({ ...guess, ...change })
  const say = () => {
    const { dayOrder } = guess
    setProblem(problemOf(guess))
    if (problemOf(guess) === undefined && dayOrder !== null) onSay({ ...guess, dayOrder })
  }
  const markAt = guess.columns.indexOf('mark')
  const marks = [...new Set(sample.flatMap((cells) => cells[markAt] || []))]
  return (
    <FormDialog
      title="Which column is what?"
      description={`${question ?? 'Look whether each column is what it says.'} Your answer is kept for the next file with these columns.`}
      size="lg"
      submitLabel="Import"
      pendingLabel="Importing"
      pending={isPending}
      refusal={refusal ?? problem}
      onSubmit={say}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
        <Field label="Days are written">
          <NativeSelect
            options={orders}
            value={guess.dayOrder ?? ''}
            onChange={({ target }) =>
              set({ dayOrder: oneOf<'ymd' | 'dmy' | 'mdy'>(target.value, orders.slice(1)) })
            }
          />
        </Field>
        <Field label="Cents stand behind">
          <NativeSelect
            options={decimals}
            value={guess.decimal}
            onChange={({ target }) => set({ decimal: target.value === ',' ? ',' : '.' })}
          />
        </Field>
        {markAt !== -1 && (
          <Field label="Money out is marked">
            <NativeSelect
              options={['', ...new Set([...marks, guess.markOut ?? ''])].map((value) => ({
                value,
                label: value === '' ? 'Choose' : value,
              }))}
              value={guess.markOut ?? ''}
              onChange={({ target }) => set({ markOut: target.value === '' ? null : target.value })}
            />
          </Field>
        )}
      </div>
      <Columns
        head={head}
        sample={sample}
        columns={guess.columns}
        onChange={(at, column) => set({ columns: guess.columns.with(at, column) })}
      />
      <p className="text-13 text-text-2">
        An amount has a minus where money went out. Where a card lists what was bought without one, say “Money
        out”.
      </p>
    </FormDialog>
  )
}

interface ColumnsProps extends Pick<Asked, 'head' | 'sample'> {
  columns: readonly Column[]
  onChange: (at: number, column: Column) => void
}

/** The first rows of the file, and over each column what it is. */
const Columns = ({ head, sample, columns, onChange }: ColumnsProps) => (
  <section
    aria-label="First rows of the file"
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys
    tabIndex={0}
    className="overflow-x-auto rounded-md border border-line"
  >
    <table className="w-full border-collapse text-12 text-text">
      <thead>
        <tr>
          {head.map((name, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- columns stay where they are
            <th key={at} scope="col" className="min-w-32 px-2 pt-2 pb-1.5 text-left font-medium">
              <NativeSelect
                aria-label={`What “${name || `column ${at + 1}`}” is`}
                options={columnOptions}
                value={columns[at] ?? 'none'}
                onChange={({ target }) => onChange(at, oneOf<Column>(target.value, columnOptions) ?? 'none')}
              />
              <span className="mt-1.5 block wrap-anywhere">{name || `Column ${at + 1}`}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sample.map((cells, row) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows stay where they are
          <tr key={row}>
            {head.map((_, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <td key={at} className="max-w-48 truncate border-t border-line px-2 py-1.5">
                {cells[at]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
