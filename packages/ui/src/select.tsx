import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'

import { useFieldControl } from './field.tsx'
import { NativeSelect } from './native-select.tsx'
import { SelectFace, selectClass } from './select-face.tsx'
import type { SelectProps } from './select-face.tsx'

/** Fetches the list, which is heavier than the form around it and comes after it. */
export const loadSelectMenu = () => import('./select-menu.tsx')

/** Where the list cannot come, the browser has one. */
const Menu = lazy((): Promise<{ default: ComponentType<SelectProps<string>> }> =>
  loadSelectMenu().then(
    ({ SelectMenu }) => ({ default: SelectMenu }),
    () => ({ default: BrowserSelect }),
  ),
)

/** One of many. Typing letters jumps to the entry that begins with them. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  // A lazy component has no type parameter; the value it gives back is one of those it was given.
  const plain = props as unknown as SelectProps<string>
  return (
    <Suspense fallback={<WaitingSelect {...plain} />}>
      <Menu {...plain} />
    </Suspense>
  )
}

function WaitingSelect(props: SelectProps<string>) {
  const field = useFieldControl()
  return (
    <button
      type="button"
      {...field}
      aria-busy="true"
      aria-label={props['aria-label']}
      className={selectClass(props)}
    >
      <SelectFace {...props} id={field.id} />
    </button>
  )
}

function BrowserSelect({
  options,
  value,
  onValueChange,
  placeholder = 'Choose',
  ...rest
}: SelectProps<string>) {
  const { name, disabled, onBlur, className } = rest
  const empty = value === null ? [{ value: '', label: placeholder }] : []
  return (
    <NativeSelect
      options={[...empty, ...options]}
      value={value ?? ''}
      aria-label={rest['aria-label']}
      {...{ name, disabled, onBlur, className }}
      onChange={({ target }) => target.value !== '' && onValueChange(target.value)}
    />
  )
}
