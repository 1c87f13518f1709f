import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** Above the page, in index.html: what stands in it covers nothing, for everything else begins below it. */
export const barPlace = (): HTMLElement => document.getElementById('bars') ?? document.body

/** Keeps the height of an element in a CSS variable. @returns a function that stops it. */
export function shareHeight(element: Element, name: `--${string}`): (() => void) | undefined {
  if (typeof ResizeObserver === 'undefined') return undefined
  const { style } = document.documentElement
  const observer = new ResizeObserver(() => style.setProperty(name, `${element.clientHeight}px`))
  observer.observe(element)
  return () => {
    observer.disconnect()
    style.removeProperty(name)
  }
}

/** Tells the page how much room the bars take. */
export function useBarRoom(): void {
  useEffect(() => shareHeight(barPlace(), '--bars'), [])
}

const barClass =
  'flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-warning-line bg-warning-tint px-4 py-1.5 text-13'

export interface BarProps {
  /** Makes it a region of that name. */
  label?: string | undefined
  /** Words, and at most one button. */
  children: ReactNode
}

/** A line across the top of everything, wherever in the tree it is said. */
export function Bar({ label, children }: BarProps) {
  const Element = label === undefined ? 'div' : 'section'
  return createPortal(
    <Element {...(label !== undefined && { 'aria-label': label })} className={barClass}>
      {children}
    </Element>,
    barPlace(),
  )
}

/** One that comes and goes, and is read out when it comes: without children there is none. */
export function StatusBar({ children }: { children: ReactNode }) {
  return createPortal(
    <div role="status">{Boolean(children) && <div className={barClass}>{children}</div>}</div>,
    barPlace(),
  )
}
