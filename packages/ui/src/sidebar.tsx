import { useRender } from '@base-ui/react/use-render'
import { clsx } from 'clsx'
import { ChevronDown, Search } from 'lucide-react'
import { createContext, useContext, useEffect, useRef, type ReactElement, type ReactNode } from 'react'

import { shareHeight } from './bar.tsx'
import { Kbd } from './kbd.tsx'
import { keepCurrentShown } from './show-current.ts'
import { Spinner } from './spinner.tsx'
import { Tooltip } from './tooltip.tsx'

const CollapsedContext = createContext(false)

export interface SidebarProps {
  /** 60 px wide: only icons, with their words as tooltips. */
  collapsed?: boolean | undefined
  /** The path of the page: whenever it changes, the current link is brought into sight. */
  at: string
  /** An OrganizationSwitcher. */
  top: ReactNode
  /** A SidebarSearch. */
  search?: ReactNode
  /** SidebarLink and SidebarGroup. */
  children: ReactNode
  /** Credits and the person: CreditMeter in a SidebarCard, SidebarPerson. */
  foot?: ReactNode
}

/** The way to everything, left of the page. */
export function Sidebar({ collapsed = false, at, top, search, children, foot }: SidebarProps) {
  const places = useRef<HTMLElement>(null)
  useEffect(() => keepCurrentShown(places.current), [at])
  return (
    <CollapsedContext value={collapsed}>
      <aside
        data-wide={collapsed ? undefined : ''}
        className={clsx(
          'sticky top-(--bars) flex h-[calc(100dvh-var(--bars))] flex-col gap-1 overflow-x-hidden border-r border-line bg-paper py-3',
          collapsed ? 'px-1.5' : 'px-3',
        )}
      >
        {top}
        {search}
        <nav
          ref={places}
          aria-label="Main"
          className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto p-px [scrollbar-width:thin]"
        >
          {children}
        </nav>
        <div className="message-room flex-none" />
        <div ref={shareFootHeight} className="pt-2.5">
          {foot}
        </div>
      </aside>
    </CollapsedContext>
  )
}

const shareFootHeight = (foot: HTMLElement | null) => (foot ? shareHeight(foot, '--sidebar-foot') : undefined)

/** Whether the sidebar around this part is narrow. */
export function useSidebarCollapsed(): boolean {
  return useContext(CollapsedContext)
}

export interface SidebarLinkProps {
  /** The router's link; it should set `aria-current="page"` on itself when active. */
  render: ReactElement
  icon: ReactNode
  label: string
  /** How many things wait behind it. */
  count?: number | undefined
  /** Work that goes on behind it: "Answering". */
  working?: string | undefined
  /** For routers that do not mark the current link themselves. */
  current?: boolean | undefined
}

/** One place to go. */
export function SidebarLink({ render, icon, label, count, working, current }: SidebarLinkProps) {
  const collapsed = useSidebarCollapsed()
  const link = useRender({
    render,
    props: {
      ...(current === true && { 'aria-current': 'page' }),
      className: clsx(
        'flex flex-none items-center rounded-sm font-medium text-text-2 no-underline hover:bg-hover hover:text-text hover:no-underline focus-visible:-outline-offset-2',
        'aria-[current]:bg-raised aria-[current]:text-text aria-[current]:shadow-ring aria-[current]:[&_.lucide]:text-accent-text',
        collapsed ? 'relative mx-auto h-[34px] w-9 justify-center' : 'h-8 gap-2.5 px-2.5 pointer-coarse:h-10',
      ),
      children: (
        <>
          {icon}
          <span className={collapsed ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{label}</span>
          <Marks count={count ?? 0} working={working} />
        </>
      ),
    },
  })
  return collapsed ? (
    <Tooltip text={label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}

/** What waits behind a place and what goes on there; a dot when the sidebar has no room for words. */
function Marks({ count, working }: { count: number; working: string | undefined }) {
  const collapsed = useSidebarCollapsed()
  if (count <= 0 && working === undefined) return null
  return (
    <>
      {working !== undefined && (
        <Spinner word={working} className={collapsed ? 'sr-only' : 'text-accent-text'} />
      )}
      {count > 0 && (
        <span className={collapsed ? 'sr-only' : 'text-12 font-medium text-text-3 tabular-nums'}>
          {count}
        </span>
      )}
      {collapsed && (
        <span
          aria-hidden="true"
          data-slot="dot"
          className="absolute top-1.5 right-1.5 size-2 rounded-full bg-accent"
        />
      )}
    </>
  )
}

export interface SidebarGroupProps {
  label: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** How many things wait behind the links of it, all together; said while they are folded away. */
  count?: number | undefined
  children: ReactNode
}

/** Links under a heading that folds them away; under a line when the sidebar is narrow. */
export function SidebarGroup({ label, isOpen, onOpenChange, count = 0, children }: SidebarGroupProps) {
  const collapsed = useSidebarCollapsed()
  return (
    <div role="group" aria-label={label} className="flex flex-none flex-col gap-px">
      {collapsed ? (
        <span aria-hidden="true" className="mx-auto my-2 h-px w-6 bg-line-strong" />
      ) : (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onOpenChange(!isOpen)}
          className="mt-2 flex min-h-7 flex-none items-center gap-2 rounded-sm px-2.5 text-left text-12 font-medium text-text-3 hover:text-text focus-visible:-outline-offset-2 pointer-coarse:min-h-10"
        >
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {!isOpen && count > 0 && <span className="tabular-nums">{count}</span>}
          <ChevronDown aria-hidden="true" className={clsx('size-3.5', !isOpen && '-rotate-90')} />
        </button>
      )}
      {(isOpen || collapsed) && children}
    </div>
  )
}

/** Opens the command palette; looks like a search box. */
export function SidebarSearch({
  onClick,
  shortcut = 'Ctrl K',
}: {
  onClick: () => void
  shortcut?: string | undefined
}) {
  const collapsed = useSidebarCollapsed()
  return (
    <button
      type="button"
      onClick={onClick}
      aria-keyshortcuts="Control+K Meta+K"
      className={clsx(
        'mb-2.5 flex flex-none items-center gap-2 rounded-sm text-13 text-text-3',
        collapsed
          ? 'mx-auto size-9 justify-center hover:bg-hover'
          : 'h-[34px] w-full border border-line-strong bg-sheet pr-2 pl-2.5 text-left hover:border-line-control hover:text-text-2',
      )}
    >
      <Search aria-hidden="true" />
      <span className={collapsed ? 'sr-only' : 'flex-1'}>Search or jump to</span>
      {!collapsed && <Kbd>{shortcut}</Kbd>}
    </button>
  )
}

/** The person at the foot: an Avatar, the name, and a menu button as `children`. */
export function SidebarPerson({
  avatar,
  name,
  children,
}: {
  avatar: ReactNode
  name: string
  children?: ReactNode
}) {
  const collapsed = useSidebarCollapsed()
  return (
    <div className={clsx('flex items-center gap-2 pt-2 pb-0.5', collapsed ? 'flex-col' : 'px-2.5')}>
      {avatar}
      {!collapsed && <span className="min-w-0 flex-1 truncate font-medium">{name}</span>}
      {children}
    </div>
  )
}

/** A pressable block at the foot, for the credit meter. Hidden when the sidebar is narrow. */
export function SidebarCard({ render, children }: { render: ReactElement; children: ReactNode }) {
  const collapsed = useSidebarCollapsed()
  const card = useRender({
    render,
    props: {
      className: 'block rounded-md p-2.5 text-text no-underline hover:bg-hover hover:no-underline',
      children,
    },
  })
  return collapsed ? null : card
}
