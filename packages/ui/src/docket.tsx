import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface DocketProps {
  /** `lg` floats on its own and casts a shadow. */
  size?: 'sm' | 'lg' | undefined
  className?: string | undefined
  children: ReactNode
}

/** A slip with a torn lower edge. Only for what is about to happen or has been charged. */
export function Docket({ size = 'sm', className, children }: DocketProps) {
  if (size === 'lg') {
    return (
      <div className="slip-shadow">
        <div className={clsx('torn-lg rounded-t-md bg-raised px-6 pt-[22px] pb-[30px]', className)}>
          {children}
        </div>
      </div>
    )
  }
  return <div className={clsx('torn-sm rounded-t-sm bg-sunken px-4 pt-3 pb-4', className)}>{children}</div>
}
