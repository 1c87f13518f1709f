import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** What the person wrote: right, on a sunken bubble; line breaks stay. */
export function PersonMessage({
  children,
  className,
}: {
  children: ReactNode
  className?: string | undefined
}) {
  return (
    <article
      aria-label="You"
      className={clsx(
        'ml-auto w-fit max-w-[min(560px,88%)] rounded-[14px_14px_4px_14px] bg-sunken px-3.5 py-2.5 text-15 wrap-anywhere whitespace-pre-wrap inset-ring inset-ring-line',
        className,
      )}
    >
      {children}
    </article>
  )
}

export interface AssistantMessageProps {
  /** A StepList, above the words. */
  steps?: ReactNode
  /** Paragraphs. */
  children?: ReactNode
  /** More words are coming: a caret stands at the end. */
  streaming?: boolean | undefined
  /** An ApprovalCard or a Note, under the words. */
  after?: ReactNode
  /** A MessageFoot. */
  foot?: ReactNode
}

/** What the assistant answered: no bubble, the full reading width. */
export function AssistantMessage({ steps, children, streaming = false, after, foot }: AssistantMessageProps) {
  return (
    <article aria-label="Assistant" aria-busy={streaming} className="flex min-w-0 flex-col gap-2.5">
      {steps}
      {(children !== undefined || streaming) && (
        <div
          className={clsx(
            'prose-links text-15 tracking-[-0.006em] wrap-anywhere [&_b]:font-medium [&_li]:ml-5 [&_ol]:list-decimal [&_p+p]:mt-2.5 [&_strong]:font-medium [&_ul]:list-disc',
            streaming && 'caret',
          )}
        >
          {children}
        </div>
      )}
      {after}
      {foot}
    </article>
  )
}

/** Under an answer: a Receipt, the model, the time, then icon buttons for copy and retry. */
export function MessageFoot({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-text-3 tabular-nums">
      {children}
      {actions !== undefined && <span className="ml-1.5 inline-flex items-center">{actions}</span>}
    </div>
  )
}
