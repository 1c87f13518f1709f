import type { TableDisplay } from '@hub/ui/data-table'
import { useMemo } from 'react'
import { useMe } from '../account.ts'
import { useKeptChoice } from '../components/kept-choice.ts'

/** What is stored came through older versions of a page; what does not fit is left out. */
export function readDisplay(stored: unknown, usual: TableDisplay): TableDisplay {
  const { density, hidden, order, widths, pinned }: { [Key in keyof TableDisplay]?: unknown } =
    typeof stored === 'object' && stored !== null ? stored : {}
  return {
    density: density === 'compact' || density === 'comfortable' ? density : usual.density,
    hidden: namesIn(hidden) ?? usual.hidden,
    order: namesIn(order) ?? usual.order,
    widths: typeof widths === 'object' && widths !== null ? numbersIn(widths) : usual.widths,
    pinned: typeof pinned === 'number' && pinned >= 0 && pinned < 10 ? pinned : usual.pinned,
  }
}

const namesIn = (values: unknown): string[] | undefined =>
  Array.isArray(values) ? values.filter((one): one is string => typeof one === 'string') : undefined

const numbersIn = (values: object): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number' && value > 0))

export interface KeptDisplay {
  display: TableDisplay
  usual: TableDisplay
  onDisplay: (next: TableDisplay) => void
}

/** The same table next time, in this browser; as dense as the person's other pages until they say otherwise. */
export function useTableDisplay(what: string, usuallyHidden: readonly string[] = []): KeptDisplay {
  const { density } = useMe().user.preferences
  const usual = useMemo(
    () => ({
      density: density ?? ('comfortable' as const),
      hidden: usuallyHidden,
      order: [],
      widths: {},
      pinned: 0,
    }),
    [density],
  )
  const [stored, onDisplay] = useKeptChoice<unknown>(what, (kept) => kept)
  const text = JSON.stringify(stored)
  const display = useMemo(() => readDisplay(stored, usual), [text, usual])
  return { display, usual, onDisplay }
}
