import type { ReactNode } from 'react'

/** The states of a part beside each other. Its children are State. */
export function States({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-5 max-tablet:grid-cols-1">{children}</div>
}

export interface StateProps {
  /** What is special here: "Cannot be read". */
  name: string
  wide?: boolean | undefined
  children: ReactNode
}

/** One state of a part, under its name. */
export function State({ name, wide = false, children }: StateProps) {
  return (
    <div role="group" aria-label={name} className={wide ? 'col-span-full min-w-0' : 'min-w-0'}>
      <p className="mb-2 text-12 font-medium text-text-3">{name}</p>
      {children}
    </div>
  )
}
