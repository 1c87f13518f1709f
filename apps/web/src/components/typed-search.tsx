import { SearchInput } from '@hub/ui/search-input'
import { useRouter } from '@tanstack/react-router'
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
  const router = useRouter()
  const [home] = useState(() => router.latestLocation.pathname)
  // Somebody else changed the search: Back was pressed, or all filters were taken off.
  if (value !== shown) {
    setShown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => {
      // Whoever is on the way to another page is not called back to this one.
      if (router.latestLocation.pathname === home) onChange(typed.trim() === '' ? undefined : typed.trim())
    }, TYPING_MS)
    return () => clearTimeout(timer)
  })
  return <SearchInput label={label} value={typed} onValueChange={setTyped} />
}
