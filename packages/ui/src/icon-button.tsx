import { useRender } from '@base-ui/react/use-render'
import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'

import { Tooltip } from './tooltip.tsx'

const iconButtonClass = cva(
  'relative inline-grid flex-none cursor-pointer place-items-center rounded-sm text-text-2 hover:bg-hover hover:text-text active:bg-press disabled:cursor-not-allowed disabled:bg-transparent disabled:text-text-disabled aria-pressed:bg-selected aria-pressed:text-text data-[popup-open]:bg-hover data-[popup-open]:text-text',
  {
    variants: {
      size: {
        xs: 'size-6 [&_.lucide]:size-3.5',
        sm: 'size-7 pointer-coarse:size-9 [&_.lucide]:size-3.5',
        md: 'size-8 pointer-coarse:size-11',
      },
    },
    defaultVariants: { size: 'md' },
  },
)

export interface IconButtonProps extends Omit<useRender.ComponentProps<'button'>, 'aria-label'> {
  /** Read out, and shown as a tooltip: an icon never stands without its word. */
  label: string
  size?: 'xs' | 'sm' | 'md' | undefined
  /** A red dot, for something new behind the icon; say it in the label too. */
  dot?: boolean | undefined
  tooltip?: boolean | undefined
}

/** A button that is only an icon. `render={<Link …/>}` makes it a link. */
export function IconButton(props: IconButtonProps) {
  const { label, size, dot = false, tooltip = true, render, className, children, ...rest } = props
  const content: ReactNode = (
    <>
      {children}
      {dot && (
        <span
          aria-hidden="true"
          className="absolute top-1.5 right-[7px] size-[7px] rounded-full bg-danger-solid ring-2 ring-sheet"
        />
      )}
    </>
  )
  const button = useRender({
    defaultTagName: 'button',
    render,
    props: {
      ...(render === undefined && { type: 'button' }),
      ...rest,
      'aria-label': label,
      className: iconButtonClass({ size, className }),
      children: content,
    },
  })
  return tooltip ? <Tooltip text={label}>{button}</Tooltip> : button
}
