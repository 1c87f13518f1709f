import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { Menu, MenuChoice } from '@hub/ui/menu'
import type { ReactNode } from 'react'
import { listOf } from '../search-params.ts'

export interface ValuesFilterProps<Value extends string> {
  name: string
  icon?: ReactNode
  choices: readonly { value: Value; label: string }[]
  /** As `someOf` reads it from the address. */
  value: Value | Value[] | undefined
  onChange: (value: Value | Value[] | undefined) => void
}

/** A filter of several values, any of which fits: what is chosen with a cross each, and dashed what can be added. */
export function ValuesFilter<Value extends string>({
  name,
  icon,
  choices,
  value,
  onChange,
}: ValuesFilterProps<Value>) {
  const chosen = listOf(value)
  const left = choices.filter((choice) => !chosen.includes(choice.value))
  const set = (values: Value[]) => onChange(values.length > 1 ? values : values[0])
  return (
    <>
      {chosen.map((one) => (
        <ActiveFilter
          key={one}
          icon={icon}
          label={choices.find((choice) => choice.value === one)?.label ?? name}
          onRemove={() => set(chosen.filter((other) => other !== one))}
        />
      ))}
      {left.length > 0 && (
        <Menu trigger={<FilterChip>{name}</FilterChip>}>
          <MenuChoice<Value | ''>
            label={name}
            options={left}
            value=""
            onValueChange={(next) => next !== '' && set([...chosen, next])}
          />
        </Menu>
      )}
    </>
  )
}
