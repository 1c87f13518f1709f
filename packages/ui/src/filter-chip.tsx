import { useRender } from '@base-ui/react/use-render'
import { clsx } from 'clsx'
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'

const shape =
  'inline-flex h-7.5 items-center gap-1.5 rounded-full text-13 font-medium whitespace-nowrap pointer-coarse:h-9 [&_.lucide]:size-3.5'

export interface FilterChipProps extends useRender.ComponentProps<'button'> {
  icon?: ReactNode
  children: ReactNode
}

/** A filter that can be added: dashed. Put it as `trigger` of a Menu, or give `onClick`. */
export function FilterChip({ icon, render, className, children, ...rest }: FilterChipProps) {
  return useRender({
    defaultTagName: 'button',
    render,
    props: {
      type: 'button',
      ...rest,
      className: clsx(
        shape,
        'border border-dashed border-line-control px-2.5 text-text-2 hover:bg-hover hover:text-text data-[popup-open]:bg-hover',
        className,
      ),
      children: (
        <>
          {icon ?? <Plus aria-hidden="true" />}
          {children}
        </>
      ),
    },
  })
}

export interface ActiveFilterProps {
  icon?: ReactNode
  /** What the cross removes, such as "November". */
  label: string
  onRemove: () => void
  /** Opens the choices again; without it the words are plain text. */
  onEdit?: (() => void) | undefined
}

/** A filter that is on: filled, with a cross. */
export function ActiveFilter({ icon, label, onRemove, onEdit }: ActiveFilterProps) {
  const words = (
    <>
      {icon}
      {label}
    </>
  )
  return (
    <span
      className={clsx(shape, 'border border-accent-line bg-accent-tint pr-[3px] pl-2.5 text-accent-text')}
    >
      {onEdit === undefined ? (
        <span className="inline-flex items-center gap-1.5">{words}</span>
      ) : (
        <button type="button" onClick={onEdit} className="inline-flex h-6 items-center gap-1.5 rounded-full">
          {words}
        </button>
      )}
      <button
        type="button"
        aria-label={`Remove filter ${label}`}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-full hover:bg-press"
      >
        <X aria-hidden="true" />
      </button>
    </span>
  )
}
