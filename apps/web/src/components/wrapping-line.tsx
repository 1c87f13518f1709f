import type { ReactNode } from 'react'

export interface WrappingLineProps {
  name: ReactNode
  children: ReactNode
  /** Longer than a line: under its name, over the whole width. */
  isLong?: boolean | undefined
}

/** A ledger line for words instead of amounts: they wrap where a phone is too narrow. */
export function WrappingLine({ name, children, isLong = false }: WrappingLineProps) {
  if (isLong) {
    return (
      <div className="leading-5.5">
        <dt className="text-text-2">{name}</dt>
        <dd className="font-medium wrap-anywhere whitespace-pre-wrap">{children}</dd>
      </div>
    )
  }
  return (
    <div className="flex items-baseline gap-2 leading-5.5">
      <dt className="flex-none text-text-2">{name}</dt>
      <span aria-hidden="true" className="leader" />
      <dd className="text-right font-medium wrap-anywhere tabular-nums">{children}</dd>
    </div>
  )
}
