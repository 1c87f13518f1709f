import { clsx } from 'clsx'
import { Table2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

import { IconButton } from './icon-button.tsx'
import { Table, TableBody, TableHead, TableRow, Td, Th } from './table.tsx'

/** A series keeps its color on every page; 6 is "everything else". */
export type ChartColor = 1 | 2 | 3 | 4 | 5 | 6

export const fills: Record<ChartColor, string> = {
  1: 'fill-chart-1 bg-chart-1',
  2: 'fill-chart-2 bg-chart-2',
  3: 'fill-chart-3 bg-chart-3',
  4: 'fill-chart-4 bg-chart-4',
  5: 'fill-chart-5 bg-chart-5',
  6: 'fill-chart-6 bg-chart-6',
}

export const strokes: Record<ChartColor, string> = {
  1: 'stroke-chart-1',
  2: 'stroke-chart-2',
  3: 'stroke-chart-3',
  4: 'stroke-chart-4',
  5: 'stroke-chart-5',
  6: 'stroke-chart-6',
}

export interface ChartTable {
  head: readonly string[]
  /** The first cell names the row; the last one is shown on a phone. */
  rows: readonly (readonly string[])[]
}

export interface LegendEntry {
  name: string
  color: ChartColor
  /** Already formatted. */
  total?: string | undefined
}

export interface ChartFrameProps {
  /** A sentence that says what the chart says. */
  label: string
  /** The same figures. */
  table: ChartTable
  legend?: readonly LegendEntry[] | undefined
  height: number
  /** Draws into so many pixels, so that letters are never scaled with the drawing. */
  children: (width: number) => ReactNode
}

/** What all charts have around them: the legend, and the same figures as a table. */
export function ChartFrame({ label, table, legend = [], height, children }: ChartFrameProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="min-w-0 break-inside-avoid">
      <div ref={box} className="min-w-0">
        {asTable ? <FiguresTable label={label} table={table} height={height} /> : children(width)}
      </div>
      <figcaption className="mt-2 flex items-center gap-4">
        <ul className="flex flex-1 flex-wrap gap-x-4 gap-y-1.5 text-12 text-text-2">
          {legend.map(({ name, color, total }) => (
            <li key={name} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className={clsx(
                  'size-[9px] flex-none rounded-[2.5px] forced-color-adjust-none print:[print-color-adjust:exact]',
                  fills[color],
                )}
              />
              {name}
              {total !== undefined && <span className="text-text-3 tabular-nums">{total}</span>}
            </li>
          ))}
        </ul>
        <IconButton
          size="sm"
          className="print:hidden"
          label={asTable ? 'Show as chart' : 'Show as table'}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 />
        </IconButton>
      </figcaption>
    </figure>
  )
}

function FiguresTable({ label, table, height }: Pick<ChartFrameProps, 'label' | 'table' | 'height'>) {
  const last = table.head.length - 1
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={label}
      // As high as the drawing, so that nothing below it moves.
      style={{ height }}
      data-density="compact"
      className="overflow-auto rounded-md border border-line print:h-auto!"
    >
      <Table label={label}>
        <TableHead>
          {table.head.map((name, index) => (
            <Th key={name} numeric={index > 0}>
              {name}
            </Th>
          ))}
        </TableHead>
        <TableBody>
          {table.rows.map((cells) => (
            <TableRow key={cells[0]}>
              {cells.map((cell, index) => (
                <Td
                  key={table.head[index]}
                  numeric={index > 0}
                  phone={index === 0 ? 'title' : index === last ? 'end' : 'hidden'}
                >
                  {cell}
                </Td>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

/** Three or four round numbers that hold everything, zero among them. */
export function niceTicks(highest: number, lowest = 0): number[] {
  const [top, bottom] = [Math.max(0, highest), Math.min(0, lowest)]
  if (top === bottom) return [0, 1]
  const rough = (top - bottom) / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  const first = Math.floor(bottom / step)
  return Array.from({ length: Math.ceil(top / step) - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** The width in pixels of what is around a chart. */
function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = box.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(
      ([entry]) => entry !== undefined && entry.contentRect.width > 0 && setWidth(entry.contentRect.width),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}

export const drawingClass = 'block overflow-visible text-12 font-medium tabular-nums'
