import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { Menu, MenuChoice } from '@hub/ui/menu'
import type { ReactNode } from 'react'

export interface ChoiceFilterProps<Value extends string> {
  name: string
  icon?: ReactNode
  choices: readonly { value: Value; label: string }[]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}

/** One filter: dashed while it can be added, filled with a cross while it is on. */
export function ChoiceFilter<Value extends string>({
  name,
  icon,
  choices,
  value,
  onChange,
}: ChoiceFilterProps<Value>) {
  if (value !== undefined) {
    const label = choices.find((choice) => choice.value === value)?.label ?? name
    return <ActiveFilter icon={icon} label={label} onRemove={() => onChange(undefined)} />
  }
  return (
    <Menu trigger={<FilterChip>{name}</FilterChip>}>
      <MenuChoice<Value | ''>
        label={name}
        options={choices}
        value=""
        onValueChange={(next) => next !== '' && onChange(next)}
      />
    </Menu>
  )
}
