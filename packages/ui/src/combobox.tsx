import { clsx } from 'clsx'
import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'

import type { ComboboxProps, MultiComboboxProps } from './combobox-props.ts'
import { Input } from './input.tsx'
import { NativeSelect } from './native-select.tsx'

export type { ComboboxOption, ComboboxProps, MultiComboboxProps } from './combobox-props.ts'

const load = () => import('./combobox-list.tsx')

/* The list is heavier than the form around it and comes after it. Where it cannot come, the browser has one. */
const One = lazy((): Promise<{ default: ComponentType<ComboboxProps> }> =>
  load().then(
    ({ ComboboxField }) => ({ default: ComboboxField }),
    () => ({ default: BrowserList }),
  ),
)
const Several = lazy((): Promise<{ default: ComponentType<MultiComboboxProps> }> =>
  load().then(
    ({ MultiComboboxField }) => ({ default: MultiComboboxField }),
    () => ({ default: WaitingTokens }),
  ),
)

/** As wide as the field that comes, so that nothing beside it moves. */
const place = ({ className }: Pick<ComboboxProps, 'className'>) =>
  clsx('relative block w-full min-w-0', className)

/** One of many, found by typing; with `onCreate` also a new one. */
export function Combobox(props: ComboboxProps) {
  return (
    <Suspense
      fallback={
        <span className={place(props)}>
          <Input
            readOnly
            aria-busy
            aria-label={props['aria-label']}
            placeholder={props.placeholder}
            disabled={props.disabled}
            value={props.value?.label ?? ''}
          />
        </span>
      }
    >
      <One {...props} />
    </Suspense>
  )
}

/** Several of many, as tokens; Backspace takes the last one away. */
export function MultiCombobox(props: MultiComboboxProps) {
  return (
    <Suspense fallback={<WaitingTokens {...props} />}>
      <Several {...props} />
    </Suspense>
  )
}

function WaitingTokens({ values, ...rest }: MultiComboboxProps) {
  return (
    <Input readOnly aria-label={rest['aria-label']} value={values.map(({ label }) => label).join(', ')} />
  )
}

function BrowserList({ options = [], value, onValueChange, placeholder = 'Choose', ...rest }: ComboboxProps) {
  const all =
    value === null || options.some((option) => option.value === value.value) ? options : [value, ...options]
  return (
    <span className={place(rest)}>
      <NativeSelect
        options={[{ value: '', label: placeholder }, ...all]}
        value={value?.value ?? ''}
        aria-label={rest['aria-label']}
        disabled={rest.disabled}
        onChange={({ target }) => onValueChange(all.find((option) => option.value === target.value) ?? null)}
      />
    </span>
  )
}
