import { PaletteFrame as Frame } from '@hub/ui/palette-frame'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

/**
 * Every typed word begins a word of the entry. Looser matching would put places that merely share
 * letters before the record that was meant.
 */
function fits(value: string, typed: string, keywords: string[] = []): number {
  const words = [value, ...keywords].join(' ').toLowerCase().split(/\s+/)
  const wanted = typed.toLowerCase().trim().split(/\s+/)
  return wanted.every((part) => words.some((word) => word.startsWith(part))) ? 1 : 0
}

/** The hub is asked when the fingers rest. */
const TYPING_MS = 150

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return text === '' ? '' : rested
}

export interface PaletteFrameProps {
  onClose: () => void
  /** Entries for what was typed. */
  children: (query: string) => ReactNode
}

/** A box to type in over what is found: the same in an organization and in administration. */
export function PaletteFrame({ onClose, children }: PaletteFrameProps) {
  const [typed, setTyped] = useState('')
  const query = useRested(typed.trim())
  return (
    <Frame label="Search or jump to" onClose={onClose}>
      <Command
        label="Search or jump to"
        loop
        vimBindings={false}
        filter={fits}
        className="flex min-h-0 flex-col"
      >
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Search aria-hidden="true" className="text-text-3" />
          <Command.Input
            autoFocus
            value={typed}
            onValueChange={setTyped}
            // The entries are reached by the arrows; there is nothing else here for Tab to go to.
            onKeyDown={(event) => event.key === 'Tab' && event.preventDefault()}
            placeholder="Search or jump to"
            className="h-12 min-w-0 flex-1 bg-transparent text-15 outline-none max-tablet:text-16"
          />
        </div>
        <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto pt-1">
          <Command.Empty className="px-4 py-7 text-center text-text-2">
            Nothing by that name. Try a shorter word.
          </Command.Empty>
          {children(query)}
        </Command.List>
      </Command>
    </Frame>
  )
}
