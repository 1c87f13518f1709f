import { Combobox } from './combobox.tsx'
import { formatDecimal } from './decimal.ts'
import { Field } from './field.tsx'
import { Input } from './input.tsx'
import type { Line, LineColumn } from './line-columns.ts'
import { NativeSelect } from './native-select.tsx'
import { NumberInput } from './number-input.tsx'

/** Flat until the line has focus or the pointer is over it. */
const flat =
  'border-transparent! bg-transparent! group-hover/line:border-line-strong! group-focus-within/line:border-line-control! group-focus-within/line:bg-sheet! max-tablet:border-line-control! aria-invalid:border-danger-solid! focus-visible:border-transparent!'

export interface LineCellProps {
  line: Line
  column: LineColumn
  /** "Price, line 2". */
  label: string
  /** What is wrong with it, besides what the cell finds by itself. */
  problem?: string | undefined
  onChange: (values: Record<string, string>) => void
}

/** One cell of a line. */
export function LineCell({ line, column, label, problem, onChange }: LineCellProps) {
  const value = line.values[column.id] ?? ''
  const set = (next: string) => onChange({ [column.id]: next })
  if (column.kind === 'amount') {
    const amount = column.of(line)
    return (
      <output aria-label={label} className="block px-2 text-right font-medium tabular-nums">
        {amount === null ? '–' : formatDecimal(amount, column.decimals ?? 2)}
      </output>
    )
  }
  return (
    <Field label={label} hideLabel error={problem}>
      {column.kind === 'text' && (
        <Input
          autoComplete="off"
          value={value}
          className={flat}
          onChange={({ target }) => set(target.value)}
        />
      )}
      {column.kind === 'number' && (
        <NumberInput
          value={value === '' ? null : value}
          decimals={column.decimals ?? 2}
          minDecimals={column.minDecimals}
          min={column.min}
          equals={column.equals && (() => column.equals?.(line) ?? null)}
          className={flat}
          onValueChange={(next, typed) => set(next === undefined ? typed : (next ?? ''))}
        />
      )}
      {column.kind === 'choice' && (
        <NativeSelect
          options={column.options}
          value={value}
          className={flat}
          onChange={({ target }) => set(target.value)}
        />
      )}
      {column.kind === 'item' && <ItemCell column={column} value={value} onChange={onChange} />}
    </Field>
  )
}

interface ItemCellProps extends Pick<LineCellProps, 'onChange'> {
  column: Extract<LineColumn, { kind: 'item' }>
  value: string
}

function ItemCell({ column, value, onChange }: ItemCellProps) {
  return (
    <Combobox
      freeText
      options={column.options}
      search={column.search}
      onCreate={column.isListed === true ? undefined : (typed) => ({ value: typed, label: typed })}
      createLabel={(typed) => `Use “${typed}” as free text`}
      value={value === '' ? null : { value, label: value }}
      className="[&_input]:border-transparent! [&_input]:bg-transparent! group-hover/line:[&_input]:border-line-strong! group-focus-within/line:[&_input]:border-line-control! group-focus-within/line:[&_input]:bg-sheet! max-tablet:[&_input]:border-line-control! [&_button]:invisible group-focus-within/line:[&_button]:visible group-hover/line:[&_button]:visible"
      onValueChange={(option) =>
        onChange({ [column.id]: option?.label ?? '', ...(option !== null && column.pick?.(option)) })
      }
    />
  )
}
