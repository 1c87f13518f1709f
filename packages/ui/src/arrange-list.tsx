import { clsx } from 'clsx'
import { GripVertical } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'

import { Switch } from './switch.tsx'
import { useLineDrag } from './use-line-drag.ts'
import type { LineDrag } from './use-line-drag.ts'

export interface ArrangeItem {
  id: string
  label: string
  icon?: ReactNode
  isShown: boolean
  /** It is always shown, and only moved. */
  isFixed?: boolean | undefined
}

export interface ArrangeListProps {
  /** Read out: "Places under Business". */
  label: string
  items: readonly ArrangeItem[]
  onItemsChange: (items: ArrangeItem[]) => void
}

/** Things in an order, each shown or not: moved by their handles, or by the arrow keys on them. */
export function ArrangeList({ label, items, onItemsChange }: ArrangeListProps) {
  const body = useRef<HTMLUListElement>(null)
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    const item = items[from]
    if (item === undefined || to < 0 || to >= items.length) return
    onItemsChange(items.filter((one) => one !== item).toSpliced(to, 0, item))
    setSaid(`${item.label} is now ${to + 1} of ${items.length}.`)
  }
  const drag = useLineDrag(body, move)
  return (
    <>
      <ul ref={body} aria-label={label} className="overflow-clip rounded-md border border-line">
        {items.map((item, index) => (
          <li key={item.id} data-line={item.id} className={rowClass(drag, index, items.length)}>
            <button
              type="button"
              aria-label={`Move ${item.label}, with the arrow keys`}
              className="grid h-8 w-6 flex-none cursor-grab touch-none place-items-center rounded-xs text-text-3 hover:text-text active:cursor-grabbing pointer-coarse:h-11 pointer-coarse:w-8"
              onKeyDown={(event) => {
                if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
                event.preventDefault()
                move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
              }}
              {...drag.handle(index)}
            >
              <GripVertical aria-hidden="true" className="size-3.5" />
            </button>
            {item.icon !== undefined && <span className="flex-none text-text-3">{item.icon}</span>}
            <span className={clsx('min-w-0 flex-1 truncate text-14', !item.isShown && 'text-text-3')}>
              {item.label}
            </span>
            {item.isFixed !== true && (
              <Switch
                aria-label={`Show ${item.label}`}
                checked={item.isShown}
                onCheckedChange={(isShown) =>
                  onItemsChange(items.map((one) => (one === item ? { ...one, isShown } : one)))
                }
              />
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

function rowClass({ from, to }: LineDrag, index: number, count: number): string {
  return clsx(
    'flex min-h-10 items-center gap-2 border-b border-line pr-3 pl-1 last:border-b-0',
    from === index && 'opacity-60',
    from !== undefined && to === index && 'shadow-[inset_0_2px_0_var(--accent)]',
    from !== undefined && to === count && index === count - 1 && 'shadow-[inset_0_-2px_0_var(--accent)]',
  )
}
