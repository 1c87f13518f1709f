import { useRender } from '@base-ui/react/use-render'
import type { ReactElement, ReactNode } from 'react'

/** Five places at the thumb, under 960 px. Its children are BottomBarLink. */
export function BottomBar({ children }: { children: ReactNode }) {
  return (
    <nav
      aria-label="Main, small screens"
      className="fixed inset-x-0 bottom-0 z-(--z-drawer) grid auto-cols-fr grid-flow-col border-t border-line bg-raised px-1 pt-1 pb-[max(10px,env(safe-area-inset-bottom))] desk:hidden"
    >
      {children}
    </nav>
  )
}

export interface BottomBarLinkProps {
  /** The router's link, or `<button>` for "More". */
  render: ReactElement
  icon: ReactNode
  label: string
  current?: boolean | undefined
}

/** One place: icon over word. */
export function BottomBarLink({ render, icon, label, current }: BottomBarLinkProps) {
  return useRender({
    render,
    props: {
      ...(current === true && { 'aria-current': 'page' }),
      className:
        'flex min-w-0 flex-col items-center gap-[3px] rounded-sm py-1.5 text-12 font-medium text-text-3 no-underline hover:no-underline focus-visible:-outline-offset-2 aria-[current]:text-accent-text [&_.lucide]:size-5',
      children: (
        <>
          {icon}
          <span className="max-w-full truncate">{label}</span>
        </>
      ),
    },
  })
}
