import { useEffect, useRef, useState } from 'react'
import { useNarrow } from '../../../../../../components/use-phone.ts'
import { useShortcut } from '../../../../../../shell/shortcut.ts'
import type { BankLine } from './bank-types.ts'
import type { BankChange, BankSearch } from './bank-search.ts'

interface Opening {
  lines: readonly BankLine[]
  search: BankSearch
  onSearch: (change: BankChange) => void
}

/** Which line is open, and how J and K move it. Focus goes along, so that Enter acts on what is open. */
export function useOpenLine({ lines, search, onSearch }: Opening) {
  const isNarrow = useNarrow()
  const list = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  // On a narrow screen the list comes first, and a line is a view of its own.
  const open = search.line ?? (isNarrow ? undefined : lines[0]?.id)
  const at = lines.findIndex(({ id }) => id === open)
  const show = (id: string | undefined) => {
    onSearch({ line: id })
    setWanted(id ?? null)
  }
  const go = (by: 1 | -1) => {
    const next = lines[Math.min(Math.max(at + by, 0), lines.length - 1)]
    if (next) show(next.id)
  }
  useEffect(() => {
    if (wanted === null) return
    const row = list.current?.querySelector<HTMLElement>(`[data-line="${wanted}"]`)
    row?.focus()
    setWanted(null)
  }, [wanted, open])
  useShortcut('j', () => go(1))
  useShortcut('k', () => go(-1))
  return { list, open, go, openNext: () => show(lines[at + 1]?.id ?? lines[at - 1]?.id) }
}
