import { SearchInput } from '@hub/ui/search-input'
import { useEffect, useState } from 'react'

const TYPING_MS = 250

export interface TypedSearchProps {
  label: string
  /** What is searched for now, as in the address. */
  value: string
  onChange: (value: string | undefined) => void
}

/** Searches a moment after the last letter. */
export function TypedSearch({ label, value, onChange }: TypedSearchProps) {
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  // Somebody else changed the search: Back was pressed, or all filters were taken off.
  if (value !== shown) {
    setShown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onChange(typed.trim() === '' ? undefined : typed.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  })
  return <SearchInput label={label} value={typed} onValueChange={setTyped} />
}
