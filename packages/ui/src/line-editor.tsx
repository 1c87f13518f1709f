import { clsx } from 'clsx'
import { GripVertical, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'

import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Kbd } from './kbd.tsx'
import { LineCell } from './line-cell.tsx'
import type { Line, LineColumn } from './line-columns.ts'
import { useLineActs } from './use-line-acts.ts'
import type { LineActs } from './use-line-acts.ts'
import { useLineDrag } from './use-line-drag.ts'
import type { LineDrag } from './use-line-drag.ts'

export type { Line, LineColumn } from './line-columns.ts'

export interface LineEditorProps {
  /** Read out: "Lines of the invoice". */
  label: string
  columns: readonly LineColumn[]
  lines: readonly Line[]
  onLinesChange: (lines: Line[]) => void
  newLine: () => Line
  /** What is wrong with cells, by the id of the line and of the column. */
  problems?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
  /** Ledger lines under the table. */
  totals?: ReactNode
  /** Left of the totals, such as a message. */
  aside?: ReactNode
}

/**
 * Lines of an order or an invoice. Tab goes from cell to cell, Enter to the next line or a new one, Alt with an arrow moves
 * the line; a table copied from a spreadsheet fills cells from where it is pasted.
 */
export function LineEditor(props: LineEditorProps) {
  const { label, columns, lines, problems, totals, aside } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const acts = useLineActs(props, { body, addButton })
  const drag = useLineDrag(body, (from, to) => acts.move(from, to))
  return (
    <div className="min-w-0">
      <table aria-label={label} className="w-full table-fixed border-collapse text-14 max-tablet:block">
        <LineHead columns={columns} />
        <tbody ref={body} className="max-tablet:block">
          {lines.map((line, index) => (
            <LineRow
              key={line.id}
              {...{ line, index, columns, drag, acts }}
              problems={problems?.[line.id]}
              className={lineClass(drag, index, lines.length)}
            />
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-2 py-1.5">
        <Button ref={addButton} size="sm" variant="ghost" onClick={acts.add}>
          <Plus />
          Add line
        </Button>
        <Keys />
      </div>
      {(totals !== undefined || aside !== undefined) && (
        <div className="grid grid-cols-2 gap-6 px-(--card-pad) pt-4 max-tablet:grid-cols-1">
          <div>{aside}</div>
          <div>{totals}</div>
        </div>
      )}
      <p role="status" className="sr-only">
        {acts.said}
      </p>
    </div>
  )
}

interface LineRowProps {
  line: Line
  index: number
  columns: readonly LineColumn[]
  problems: Readonly<Record<string, string>> | undefined
  drag: LineDrag
  acts: LineActs
  className: string
}

function LineRow({ line, index, columns, problems, drag, acts, className }: LineRowProps) {
  return (
    <tr
      data-line={line.id}
      className={className}
      onKeyDownCapture={(event) => acts.onKeyDown(event, index)}
      onPasteCapture={(event) => acts.onPaste(event, index)}
    >
      <Handle drag={drag} index={index} onMove={(by) => acts.move(index, index + by)} />
      {columns.map((column) => (
        <td
          key={column.id}
          data-column={column.id}
          data-label={column.label}
          className={clsx('p-1 align-top', cellClass(column), column.className)}
        >
          <LineCell
            line={line}
            column={column}
            label={`${column.label}, line ${index + 1}`}
            problem={problems?.[column.id]}
            onChange={(values) => acts.change(line, values)}
          />
        </td>
      ))}
      <td className="w-10 p-1 text-center align-middle max-tablet:order-2 max-tablet:w-auto">
        <IconButton
          size="sm"
          tooltip={false}
          label={`Remove line ${index + 1}`}
          onClick={() => acts.remove(index)}
        >
          <X />
        </IconButton>
      </td>
    </tr>
  )
}

const isNumeric = ({ kind }: LineColumn): boolean => kind === 'number' || kind === 'amount'

/** On phones a line is a small form: the first column above, numbers in one row below it, and then a choice beside the amount. */
const cellClass = (column: LineColumn): string =>
  clsx(
    'max-tablet:before:text-12 max-tablet:before:text-text-3 max-tablet:before:content-[attr(data-label)]',
    phonePlace[column.kind],
  )

const number = 'max-tablet:order-3 max-tablet:w-auto! max-tablet:min-w-20 max-tablet:flex-1'
const words = 'max-tablet:order-1 max-tablet:w-auto! max-tablet:flex-[1_1_60%]'
const phonePlace: Record<LineColumn['kind'], string> = {
  text: words,
  item: words,
  number,
  choice: 'max-tablet:order-4 max-tablet:w-auto! max-tablet:min-w-0 max-tablet:flex-[1_1_60%]',
  amount: 'pt-[11px]! max-tablet:order-4 max-tablet:w-auto! max-tablet:flex-1 max-tablet:text-right',
}

function lineClass({ from, to }: LineDrag, index: number, count: number): string {
  return clsx(
    'group/line border-b border-line focus-within:bg-selected max-tablet:flex max-tablet:flex-wrap max-tablet:items-end max-tablet:px-2 max-tablet:py-2',
    from === index && 'opacity-60',
    from !== undefined && to === index && 'shadow-[0_-2px_0_var(--accent)]',
    from !== undefined && to === count && index === count - 1 && 'shadow-[0_2px_0_var(--accent)]',
  )
}

function LineHead({ columns }: { columns: readonly LineColumn[] }) {
  return (
    <thead className="max-tablet:sr-only">
      <tr className="border-b border-line text-12 text-text-3">
        <th scope="col" className="w-8">
          <span className="sr-only">Move</span>
        </th>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={clsx(
              'px-3 py-2 font-medium',
              isNumeric(column) ? 'text-right' : 'text-left',
              column.className,
            )}
          >
            {column.label}
          </th>
        ))}
        <th scope="col" className="w-10">
          <span className="sr-only">Remove</span>
        </th>
      </tr>
    </thead>
  )
}

interface HandleProps {
  drag: LineDrag
  index: number
  onMove: (by: number) => void
}

function Handle({ drag, index, onMove }: HandleProps) {
  return (
    <td data-handle className="w-8 p-0 text-center align-middle max-tablet:order-0 max-tablet:self-center">
      <button
        type="button"
        aria-label={`Move line ${index + 1}, with the arrow keys`}
        className="inline-grid h-8 w-6 cursor-grab touch-none place-items-center rounded-xs text-text-3 hover:text-text active:cursor-grabbing pointer-coarse:h-11"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
          event.preventDefault()
          onMove(event.key === 'ArrowUp' ? -1 : 1)
        }}
        {...drag.handle(index)}
      >
        <GripVertical aria-hidden="true" className="size-3.5" />
      </button>
    </td>
  )
}

function Keys() {
  return (
    <p className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-text-3 max-tablet:hidden pointer-coarse:hidden">
      <span>
        <Kbd>↵</Kbd> new line
      </span>
      <span>
        <Kbd>Alt</Kbd> <Kbd>↑↓</Kbd> move
      </span>
    </p>
  )
}
