import { Tabs as Base } from '@base-ui/react/tabs'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface TabItem<Value extends string> {
  value: Value
  label: ReactNode
  /** How many things are behind it. */
  count?: number | undefined
}

export interface TabsProps<Value extends string> {
  /** Read out: what the tabs choose between. */
  label: string
  tabs: readonly TabItem<Value>[]
  value: Value
  onValueChange: (value: Value) => void
  /** One TabPanel for each tab. */
  children: ReactNode
  className?: string | undefined
  listClassName?: string | undefined
}

/** Switches content in place. Arrow keys move between tabs. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onValueChange,
  children,
  className,
  listClassName,
}: TabsProps<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onValueChange(next)} className={className}>
      <Base.List
        activateOnFocus
        aria-label={label}
        className={clsx(
          // Positioned, because Base UI measures from the nearest element that is, and would scroll the first tab out of sight.
          'relative flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line [scrollbar-width:none]',
          listClassName,
        )}
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="relative inline-flex h-10 cursor-pointer items-center gap-[7px] rounded-xs font-medium whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 data-[active]:text-text data-[active]:after:absolute data-[active]:after:inset-x-0 data-[active]:after:bottom-0 data-[active]:after:h-0.5 data-[active]:after:rounded-t-full data-[active]:after:bg-accent pointer-coarse:h-11"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-12 text-text-3 tabular-nums">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  )
}

export interface TabPanelProps {
  value: string
  /** On paper it stands there with all others, under its name. */
  printsAs?: string | undefined
  className?: string | undefined
  children: ReactNode
}

/** What one tab shows. */
export function TabPanel({ value, printsAs, className, children }: TabPanelProps) {
  const isPrinted = printsAs !== undefined
  return (
    <Base.Panel
      value={value}
      keepMounted={isPrinted}
      {...(isPrinted && { 'data-print': 'all' })}
      className={clsx('focus-visible:-outline-offset-2', className)}
    >
      {isPrinted && (
        <h3 className="hidden px-(--card-pad) pt-3 pb-1 font-semibold print:block">{printsAs}</h3>
      )}
      {children}
    </Base.Panel>
  )
}
