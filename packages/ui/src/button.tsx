import { useRender } from '@base-ui/react/use-render'
import { cva } from 'class-variance-authority'
import type { MouseEvent, ReactNode } from 'react'

import { Spinner } from './spinner.tsx'

const buttonClass = cva(
  'button-fits inline-flex shrink-0 cursor-pointer select-none items-center justify-center gap-2 rounded-sm border font-medium whitespace-nowrap no-underline transition-colors duration-(--t-fast) hover:no-underline disabled:cursor-not-allowed disabled:border-transparent disabled:text-text-disabled disabled:shadow-none [&_kbd]:max-tablet:hidden',
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent text-on-accent shadow-1 hover:bg-accent-hover active:bg-accent-press active:shadow-none disabled:bg-neutral-tint [&_kbd]:border-current [&_kbd]:bg-transparent [&_kbd]:text-current',
        secondary:
          'border-line-strong bg-raised text-text shadow-1 hover:border-line-strong-hover hover:bg-raised-hover active:bg-raised-press active:shadow-none disabled:bg-neutral-tint',
        ghost:
          'border-transparent bg-transparent text-text-2 hover:bg-hover hover:text-text active:bg-press disabled:bg-transparent',
        danger:
          'border-transparent bg-danger-fill text-on-danger shadow-1 hover:bg-danger-fill-hover active:bg-danger-fill-press active:shadow-none disabled:bg-neutral-tint',
        'danger-quiet':
          'border-transparent bg-transparent text-danger-text hover:bg-danger-tint active:bg-danger-tint',
      },
      size: {
        sm: 'h-(--control-sm) gap-1.5 px-2.5 text-13 [&_.lucide]:size-3.5',
        md: 'h-(--control-md) px-[13px] text-14',
        lg: 'h-(--control-lg) rounded-md px-[18px] text-15 [&_.lucide]:size-[18px]',
      },
      block: { true: 'w-full', false: '' },
    },
    defaultVariants: { variant: 'secondary', size: 'md', block: false },
  },
)

export interface ButtonProps extends useRender.ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet' | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  block?: boolean | undefined
  /** Work is under way: a spinner shows and further clicks do nothing. Focus stays where it is. */
  pending?: boolean | undefined
  /** What stands beside the spinner, such as "Saving". Without it the label stays. */
  pendingLabel?: string | undefined
}

/**
 * A button, or with `render={<Link …/>}` a link that looks like one. Never disable it because a
 * form is invalid: let it be pressed and say what is missing.
 */
export function Button(props: ButtonProps) {
  const { variant, size, block, pending = false, pendingLabel, render, className, children, ...rest } = props
  const label: ReactNode = pending ? <PendingLabel label={pendingLabel}>{children}</PendingLabel> : children
  return useRender({
    defaultTagName: 'button',
    render,
    props: {
      ...(render === undefined && { type: 'button' }),
      ...rest,
      ...(pending && { 'aria-disabled': true, 'aria-busy': true, onClick: swallow }),
      className: buttonClass({ variant, size, block, className }),
      children: label,
    },
  })
}

/** The old label stays in the box, unseen, so that a button never gets narrower while it works. */
function PendingLabel({ label, children }: { label: string | undefined; children: ReactNode }) {
  if (label === undefined) {
    return (
      <>
        <Spinner word={null} />
        {children}
      </>
    )
  }
  return (
    <span className="inline-grid justify-items-center">
      <span aria-hidden="true" className="invisible col-start-1 row-start-1 inline-flex items-center gap-2">
        {children}
      </span>
      <span className="col-start-1 row-start-1 inline-flex items-center gap-2">
        <Spinner word={null} />
        {label}
      </span>
    </span>
  )
}

function swallow(event: MouseEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
