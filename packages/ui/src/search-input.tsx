import { Search, X } from 'lucide-react'
import { clsx } from 'clsx'

import { IconButton } from './icon-button.tsx'
import { Input } from './input.tsx'

export interface SearchInputProps {
  /** Says what is searched: "Search tasks". Shown inside and read out. */
  label: string
  value: string
  onValueChange: (value: string) => void
  className?: string | undefined
}

/** A search box; Esc or the cross empties it. */
export function SearchInput({ label, value, onValueChange, className }: SearchInputProps) {
  return (
    <div role="search" className={clsx('w-[212px] max-tablet:w-full', className)}>
      <Input
        aria-label={label}
        placeholder={label}
        icon={<Search />}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.stopPropagation()
          onValueChange('')
        }}
        end={
          value === '' ? undefined : (
            <IconButton size="xs" label="Empty the search" tooltip={false} onClick={() => onValueChange('')}>
              <X />
            </IconButton>
          )
        }
      />
    </div>
  )
}
