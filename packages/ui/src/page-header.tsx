import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface PageHeaderProps {
  title: ReactNode
  /** One sentence under the title. */
  description?: ReactNode
  /** Buttons; one of them primary. Not printed. `false` where there are none, as for who may only read. */
  actions?: ReactNode
  /** 28 px instead of 22: for the greeting. */
  large?: boolean | undefined
}

/** The title of a page and what can be done on it. */
export function PageHeader({ title, description, actions, large = false }: PageHeaderProps) {
  return (
    <div className="mb-5 flex items-start gap-4 max-tablet:mb-4 max-tablet:flex-wrap">
      <div className="min-w-0">
        <h1 className={clsx('font-semibold tracking-display', large ? 'text-28' : 'text-22')}>{title}</h1>
        {description !== undefined && <p className="mt-0.5 text-text-2">{description}</p>}
      </div>
      {actions !== undefined && actions !== false && (
        <div className="ml-auto flex flex-none items-center gap-2 self-end max-tablet:ml-0 max-tablet:w-full max-tablet:flex-wrap print:hidden">
          {actions}
        </div>
      )}
    </div>
  )
}
