import { clsx } from 'clsx'
import { useEffect, useState, type ReactNode } from 'react'

const WAIT_MS = 150
const SHOW_MS = 300

/**
 * Whether to show a skeleton for work that is `pending`: nothing for the first 150 ms, and once it
 * shows, at least 300 ms, so that nothing flashes.
 */
export function useSkeleton(pending: boolean): boolean {
  const [shownAt, setShownAt] = useState<number | null>(null)
  useEffect(() => {
    if (pending && shownAt === null) {
      const timer = setTimeout(() => setShownAt(performance.now()), WAIT_MS)
      return () => clearTimeout(timer)
    }
    if (!pending && shownAt !== null) {
      const timer = setTimeout(() => setShownAt(null), Math.max(0, shownAt + SHOW_MS - performance.now()))
      return () => clearTimeout(timer)
    }
    return undefined
  }, [pending, shownAt])
  return shownAt !== null
}

export interface SkeletonGateProps {
  pending: boolean
  /** Boxes of the same geometry as the content. */
  skeleton: ReactNode
  /** Made only when there is something to show. */
  children: () => ReactNode
}

/**
 * The content or its skeleton. The skeleton takes its room at once, even while it is not seen yet, so that
 * nothing below it moves.
 */
export function SkeletonGate({ pending, skeleton, children }: SkeletonGateProps) {
  const showing = useSkeleton(pending)
  if (pending && !showing) {
    return (
      <div data-pending aria-hidden="true" className="invisible">
        {skeleton}
      </div>
    )
  }
  if (showing) {
    return <Waiting>{skeleton}</Waiting>
  }
  return children()
}

/** Says that what stands here is on its way. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <div data-pending role="status" aria-busy="true">
      <span className="sr-only">Loading</span>
      {children}
    </div>
  )
}

/** One box. Give it the size of what it stands for: `className="h-3 w-40"`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={clsx('skeleton block rounded-xs', className ?? 'h-3 w-full')} />
}

/** Rows as high as those of a table or a list. */
export function SkeletonRows({
  rows = 5,
  className,
}: {
  rows?: number | undefined
  className?: string | undefined
}) {
  return (
    <div aria-hidden="true" className={clsx('divide-y divide-line', className)}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-(--row) items-center gap-6 px-(--card-pad)">
          <Skeleton className={clsx('h-3', row % 2 === 0 ? 'w-[38%]' : 'w-[30%]')} />
          <Skeleton className="h-3 w-[12%]" />
          <Skeleton className="ml-auto h-3 w-[10%]" />
        </div>
      ))}
    </div>
  )
}
