import { clsx } from 'clsx'
import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from './button.tsx'
import { CopyId } from './copy-button.tsx'
import { usePartLevel } from './part-level.ts'

export interface ErrorStateProps {
  /** What happened: "Shopify did not answer". */
  title: ReactNode
  /** Why, and what now. */
  children?: ReactNode
  onRetry?: (() => void) | undefined
  retrying?: boolean | undefined
  retryLabel?: string | undefined
  /** Shown to be copied into a message to support. */
  requestId?: string | undefined
  /** Instead of, or beside, retry. */
  actions?: ReactNode
  /** Of its title; without it, the next below what stands around it. */
  level?: 1 | 2 | undefined
  className?: string | undefined
}

/** A part of the page could not be shown: what, why, what now, and the request id. */
export function ErrorState(props: ErrorStateProps) {
  const {
    title,
    children,
    onRetry,
    retrying,
    retryLabel = 'Try now',
    requestId,
    actions,
    level,
    className,
  } = props
  const below = usePartLevel()
  const Heading = `h${level ?? below}` as const
  const hasFoot = onRetry !== undefined || requestId !== undefined || actions !== undefined
  return (
    <div role="alert" className={clsx('flex flex-col items-center gap-1.5 px-6 py-7 text-center', className)}>
      <TriangleAlert aria-hidden="true" className="mb-0.5 size-6 text-danger-text" />
      <Heading className="text-15/5 font-semibold tracking-tight">{title}</Heading>
      {children !== undefined && (
        <div className="max-w-[42ch] text-text-2 [text-wrap:pretty]">{children}</div>
      )}
      {hasFoot && (
        <div className="mt-2.5 flex max-w-full flex-wrap items-center justify-center gap-2">
          {onRetry !== undefined && (
            <Button size="sm" onClick={onRetry} pending={retrying} pendingLabel="Trying">
              <RotateCw />
              {retryLabel}
            </Button>
          )}
          {actions}
          {requestId !== undefined && <CopyId id={requestId} label="Copy request id" />}
        </div>
      )}
    </div>
  )
}
