import { Command } from 'cmdk'
import type { ReactNode } from 'react'

const itemClass =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-14 select-none data-[selected=true]:bg-selected pointer-coarse:min-h-11'
const groupClass =
  'px-1.5 pb-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-3'

interface EntryProps {
  /** What it is found by; unique in the list. */
  value: string
  icon: ReactNode
  keywords?: string[]
  detail?: ReactNode
  onChoose: () => void
  children: ReactNode
}

/** One line of the command palette. */
export function Entry({ value, icon, keywords = [], detail, onChoose, children }: EntryProps) {
  return (
    <Command.Item value={value} keywords={keywords} onSelect={onChoose} className={itemClass}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail !== undefined && <span className="text-12 text-text-3">{detail}</span>}
    </Command.Item>
  )
}

/** Lines of the command palette below one heading. */
export function Entries({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group heading={heading} className={groupClass}>
      {children}
    </Command.Group>
  )
}
