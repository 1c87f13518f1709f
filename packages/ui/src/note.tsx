import { cva } from 'class-variance-authority'
import { Check, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const noteClass = cva('flex gap-2.5 rounded-md border px-3.5 py-[11px] text-13 [&>.lucide]:mt-px', {
  variants: {
    tone: {
      plain: 'border-line-strong bg-sheet',
      info: 'border-info-line bg-info-tint [&>.lucide]:text-info-text',
      success: 'border-success-line bg-success-tint [&>.lucide]:text-success-text',
      warning: 'border-warning-line bg-warning-tint [&>.lucide]:text-warning-text',
      danger: 'border-danger-line bg-danger-tint [&>.lucide]:text-danger-text',
    },
  },
})

const icons = { plain: Info, info: Info, success: Check, warning: TriangleAlert, danger: TriangleAlert }

export interface NoteProps {
  tone?: 'plain' | 'info' | 'success' | 'warning' | 'danger' | undefined
  /** What happened, in bold. */
  title?: ReactNode
  icon?: ReactNode
  /** A small button at the right. */
  action?: ReactNode
  /** It came in answer to something just done, so it is read out at once. */
  live?: boolean | undefined
  className?: string | undefined
  /** What to do about it. */
  children?: ReactNode
}

/** A tinted band; one a page. */
export function Note({ tone = 'info', title, icon, action, live = false, className, children }: NoteProps) {
  const Icon = icons[tone]
  return (
    <div
      {...(live && { role: tone === 'danger' ? 'alert' : 'status' })}
      className={noteClass({ tone, className })}
    >
      {icon ?? <Icon aria-hidden="true" />}
      <div className="prose-links min-w-0 flex-1">
        {title !== undefined && <b className="font-semibold">{title} </b>}
        {children}
      </div>
      {action}
    </div>
  )
}
