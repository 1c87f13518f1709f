import type { ReactNode, Ref } from 'react'

export interface ComboboxOption {
  value: string
  label: string
  icon?: ReactNode
  /** Quiet words at the right, such as a price. */
  detail?: ReactNode
  /** Options of one group stand together under its name. */
  group?: string | undefined
}

interface ChoiceProps {
  /** All there is to choose from, filtered here by what is typed. */
  options?: readonly ComboboxOption[] | undefined
  /** Asks elsewhere for what fits; asked again with each pause in the typing, and once with nothing. */
  search?: ((typed: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>) | undefined
  /** Makes a new one of what was typed; without it only what is there can be chosen. */
  onCreate?: ((typed: string) => ComboboxOption | Promise<ComboboxOption>) | undefined
  /** The words of that choice. */
  createLabel?: ((typed: string) => string) | undefined
  placeholder?: string | undefined
  disabled?: boolean | undefined
  autoFocus?: boolean | undefined
  /** The element one types into, so that a form can move focus there. */
  inputRef?: Ref<HTMLInputElement> | undefined
  onBlur?: (() => void) | undefined
  'aria-label'?: string | undefined
  className?: string | undefined
}

export interface ComboboxProps extends ChoiceProps {
  /** With its label, because what was found elsewhere is not in a list here. */
  value: ComboboxOption | null
  onValueChange: (value: ComboboxOption | null) => void
  /** Whether there must always be a choice; then none can be taken away. */
  required?: boolean | undefined
  /**
   * What was typed counts when the field is left, without a choice from the list: made by `onCreate`, or without that the
   * first option that fits.
   */
  freeText?: boolean | undefined
}

export interface MultiComboboxProps extends ChoiceProps {
  values: readonly ComboboxOption[]
  onValuesChange: (values: readonly ComboboxOption[]) => void
}
