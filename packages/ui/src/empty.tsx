import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { usePartLevel } from './part-level.ts'

export interface EmptyProps {
  /** "No invoices yet" */
  title: ReactNode
  /** The way out, in one sentence. */
  children?: ReactNode
  /** The exact act, and "Try sample data". */
  actions?: ReactNode
  picture?: 'slip' | 'board' | 'talk' | 'search' | undefined
  /** Of its title; without it, the next below what stands around it. */
  level?: 1 | 2 | undefined
  className?: string | undefined
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children, actions, picture = 'slip', level, className }: EmptyProps) {
  const below = usePartLevel()
  const Heading = `h${level ?? below}` as const
  return (
    <div className={clsx('flex flex-col items-center gap-1.5 px-6 py-7 text-center', className)}>
      <svg
        viewBox="0 0 72 56"
        aria-hidden="true"
        className="mb-1.5 h-14 w-[72px] fill-none stroke-text-3 stroke-[1.5] [stroke-linecap:round] [stroke-linejoin:round]"
      >
        {drawings[picture]}
      </svg>
      <Heading className="text-15/5 font-semibold tracking-tight">{title}</Heading>
      {children !== undefined && <p className="max-w-[36ch] text-text-2">{children}</p>}
      {actions !== undefined && (
        <div className="mt-2.5 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      )}
    </div>
  )
}

const drawings = {
  slip: (
    <>
      <path d="M18 5h36v44l-4.5-4-4.5 4-4.5-4-4.5 4-4.5-4-4.5 4-4.5-4-4.5 4z" />
      <path d="M26 16h12M26 24h10M26 32h12M45 16h2M44 24h3M45 32h2" />
    </>
  ),
  board: (
    <>
      <rect x="9" y="6" width="15" height="44" rx="3" />
      <rect x="28.5" y="6" width="15" height="44" rx="3" />
      <rect x="48" y="6" width="15" height="44" rx="3" />
      <path d="M13 14h7M13 20h5M32.500 14h7M52 14h7M52 20h4M52 26h7" />
    </>
  ),
  talk: (
    <>
      <path d="M12 8h48a4 4 0 0 1 4 4v24a4 4 0 0 1-4 4H34L23 50V40H12a4 4 0 0 1-4-4V12a4 4 0 0 1 4-4z" />
      <path d="M18 19h36M18 28h22" />
    </>
  ),
  search: (
    <>
      <circle cx="32" cy="24" r="16" />
      <path d="m44 36 13 13M25 24h14" />
    </>
  ),
}
